"""Lexicon and patterns over tokens → candidates, and the one decision between them."""
