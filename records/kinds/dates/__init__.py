"""The grammar of dates: calendars, words, tokens, numbers, atoms, phrases. Its door is `records/kinds/date.py`."""
