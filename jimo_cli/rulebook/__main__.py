"""`python -m jimo_cli.rulebook` compiles the rule files of a source tree into the bundle."""

import sys

from ..rules import build_bundle
from .bundle import BUNDLE, RuleError, rules_folder, write_bundle


def main() -> int:
    try:
        write_bundle(build_bundle(rules_folder()))
    except RuleError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{BUNDLE.name}: {BUNDLE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
