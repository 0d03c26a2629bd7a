BARE = set()
EXTRA = {}
GENERIC = set()
MENDED = []
NO_SHORT = set()
PEOPLES = []
SAFE = []
UNSAFE = []
