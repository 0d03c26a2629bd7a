"""jimo inside engines that spread work over many machines; each needs an optional extra."""
