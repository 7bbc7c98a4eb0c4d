"""How the report looks: ink on paper, in the letters of whatever computer shows it."""

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
html{font:9pt/1.3 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
color:#000;background:#e9e9e6;-webkit-text-size-adjust:100%}
body{margin:0}
main{max-width:190mm;margin:6mm auto;padding:10mm 12mm;background:#fff;overflow-wrap:break-word}
h1,bdi{overflow-wrap:anywhere}
header{display:flex;justify-content:space-between;gap:8mm;align-items:flex-end;
border-bottom:1.2pt solid #000;padding-bottom:2mm}
h1{font-size:17pt;line-height:1.15;margin:0}
h2{font-size:10.5pt;margin:0 0 1mm;break-after:avoid}
p{margin:0 0 1mm}
.kind{font-weight:600}
.when{text-align:right;flex:none;max-width:50%}
.time{font-weight:600}
.lead{font-size:11pt;margin:2.5mm 0}
.dim,.note{color:#333}
.note{font-size:8pt;margin-top:.8mm}
section{margin:0 0 3mm;break-inside:avoid}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:0;margin:0 0 4mm;
border:.6pt solid #000;border-radius:1.5mm}
.figures div{padding:1.5mm 2.5mm}
.figures div+div{border-left:.6pt solid #000}
dt{font-weight:600}
dd{margin:0;font-size:8.5pt}
dt+dd{font-size:16pt;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.5mm 1.2mm;text-align:right;vertical-align:bottom;font-weight:400}
td{white-space:nowrap}
th:first-child{text-align:left;padding-left:0}
thead th{font-size:8.5pt;line-height:1.2;border-bottom:.6pt solid #000}
tbody tr+tr th,tbody tr+tr td{border-top:.3pt solid #bbb}
tbody th{font-weight:600}
tbody th:first-child{min-width:25mm}
tr.total th,tr.total td{border-top:.6pt solid #000!important}
.left td{text-align:left;white-space:normal}
.left thead th{text-align:left}
.left tbody th,.left td:last-child{white-space:nowrap}
.weeks{table-layout:fixed}
.weeks th:first-child{width:24mm;font-weight:600;font-size:8.5pt}
.weeks td,.weeks th{text-align:center;white-space:normal;overflow-wrap:anywhere;
padding:.4mm .3mm;border:0!important;font-size:8.5pt}
.weeks th:first-child{text-align:left}
.weeks svg{height:11mm;width:auto;margin:auto}
.plots{display:flex;gap:3mm}
.plots figure{margin:0;flex:1 1 0;max-width:46mm;min-width:0}
figcaption{font-weight:600;font-size:8.5pt}
.plots svg+svg{margin-top:1.5mm}
svg{display:block;width:100%;height:auto}
svg text{font-family:inherit;fill:#000}
.wide svg{max-width:90mm}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:8mm;break-inside:avoid}
.pair>section{grid-column:1/3}
ul{margin:0;padding-left:4mm}
.terms{columns:3;column-gap:6mm;font-size:8pt;list-style:none;padding:0}
.terms li{break-inside:avoid;margin-bottom:.7mm}
footer{border-top:1.2pt solid #000;padding-top:1.2mm;font-weight:600;font-size:8.5pt;
break-inside:avoid;break-before:avoid}
.dense{font-size:8.2pt}
.dense th,.dense td{padding:.35mm 1.2mm}
.dense th:first-child{padding-left:0}
.dense section{margin-bottom:2.2mm}
.dense .weeks svg{height:9mm}
@page{size:A4;margin:11mm 14mm}
@media print{html{background:#fff}main{max-width:none;margin:0;padding:0}}
@media screen and (max-width:150mm){main{padding:5mm;margin:0}.pair{display:block}
.figures{grid-template-columns:1fr 1fr}.figures div:nth-child(3){border-left:0}
section{overflow-x:auto}.plots{flex-wrap:wrap}.plots figure{flex:1 0 40%}
.terms{columns:1}}
"""
