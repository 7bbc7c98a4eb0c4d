"""The rules: judging, scoring, replaying and racing, as functions of chart and pinches."""
