"""The grammar of dates, in rooms: calendars, words, tokens, numbers, atoms, phrases. `records/kinds/date.py` is its door."""
