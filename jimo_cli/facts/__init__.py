"""Mentions and units → facts: clauses in pieces, patterns over pieces, what is inherited, speech, roles, events."""
