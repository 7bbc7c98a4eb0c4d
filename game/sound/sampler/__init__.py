"""Plays songs from a SoundFont. The way in is `game.sound.sampler.render`.

    Song ──► controllers, plan ──► voices ──► mix ──► reverb ──► limiter ──► blocks of frames
                   ▲                            ▲
             timbre (what the font says)   tone, envelope, filter

Everything is worked out in whole arrays; no step looks at single samples in Python.
Nothing here reads a clock or a sound card.
"""
