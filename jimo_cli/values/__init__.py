"""Numerals, units and the calendar: what spans are worth."""
