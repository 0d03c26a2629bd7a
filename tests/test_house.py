"""The house rules: Chinese is data, start-up is light, every command explains itself, the docs are true."""

from __future__ import annotations

import ast
import doctest
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from conftest import Runner

import jimo_cli
from jimo_cli.names import classes
from support import ROOT

PACKAGE = Path(jimo_cli.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "rules" not in path.relative_to(PACKAGE).parts[:-1])
HAN = re.compile("[\u2e80-\u2fdf\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The ends of the block of Chinese characters, which code may ask after without knowing any of them.
LIMITS = re.compile("[\u2e80\u3400\u4e00\u9fa5\u9fff\uf900\ufaff]|\U00020000|\U0003ffff")


def name_of(path: Path) -> str:
    return ".".join(["jimo_cli", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")


# -- what is tested is what is installed


def test_the_package_is_the_installed_one() -> None:
    """Run from the project's root, pytest must not pick up the folder beside it instead."""
    print(f"jimo_cli is {jimo_cli.__file__}")
    distribution = metadata.distribution("jimo")
    origin = distribution.read_text("direct_url.json") or ""
    installed = Path(str(distribution.locate_file("jimo_cli/__init__.py")))
    if '"editable": true' in origin:
        assert PACKAGE == ROOT / "jimo_cli"
    else:
        assert installed.exists()
        assert installed.samefile(jimo_cli.__file__)


def test_the_version_is_one() -> None:
    assert metadata.version("jimo") == jimo_cli.__version__


def test_the_wheel_holds_what_it_needs() -> None:
    assert (PACKAGE / "rules.bin").exists()
    if PACKAGE != ROOT / "jimo_cli":
        assert (PACKAGE / "rules/numbers/money.yaml").exists()


# -- Chinese is data


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """The string literals of a module, docstrings left out."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_chinese_in_code(path: Path) -> None:
    """Numerals, units, titles, names and verbs are in rules/, where anyone can add one."""
    source = path.read_text(encoding="utf-8")
    found = [
        (node.lineno, node.value) for node in literals(ast.parse(source)) if HAN.search(LIMITS.sub("", node.value))
    ]
    assert not found


def test_no_path_of_a_machine() -> None:
    folders = re.compile(r"(?<![\w.~:/])/(?:home|Users|root|work|mnt|opt)/\w")
    wrong = []
    for path in (*MODULES, *(ROOT / "samples").rglob("*.*"), *(ROOT / "scripts").glob("*.py"), *ROOT.glob("*.md")):
        if path.is_file() and folders.search(path.read_text(encoding="utf-8")):
            wrong.append(path)
    assert not wrong


# -- start-up is light


def test_what_extract_does_not_load(tmp_path: Path, compiled_rules: None) -> None:
    """pydantic would double the time to start, jieba's dictionary take a second."""
    heavy = "pydantic rich jieba duckdb yaml click jsonschema concurrent.futures"
    code = (
        "import sys; from jimo_cli.cli.main import run; status = run(['extract', 'a.txt']); sys.stdout.flush();"
        f"print(status, *(name for name in '{heavy}'.split() if name in sys.modules), file=sys.stderr)"
    )
    (tmp_path / "a.txt").write_text("2019年10月30日，共3人，投资5亿元，增长三成。", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=tmp_path)
    assert done.stderr == "0\n"


# -- every command explains itself


def commands(group: Any, name: str = "jimo") -> Iterator[tuple[str, Any]]:
    for inner, found in sorted(group.commands.items()):
        if hasattr(found, "commands"):
            yield from commands(found, f"{name} {inner}")
        else:
            yield f"{name} {inner}", found


def everything() -> dict[str, Any]:
    from jimo_cli.cli.main import app

    return dict(commands(typer.main.get_command(app)))


COMMANDS = everything()
EXAMPLES = [
    (name, example.strip())
    for name, found in COMMANDS.items()
    for example in re.split(r"\n+| · ", (found.epilog or "").partition(":")[2])
    if example.strip()
]


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name: str, command: Runner) -> None:
    found = COMMANDS[name]
    assert found.help, f"{name} has no help"
    assert [example for of, example in EXAMPLES if of == name], f"{name} has no example"
    for option in found.params:
        assert getattr(option, "help", None), f"{name} {option.name} has no help"
    for flag in ("-h", "--help"):
        ran = command(*name.split()[1:], flag)
        assert ran.status == 0
        assert ran.text.startswith(f"Usage: {name} ")


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_examples_of_the_help_run(name: str, example: str, tmp_path: Path) -> None:
    article = (ROOT / "samples/local-economy.txt").read_text(encoding="utf-8") + "在谈项目近300个。\n"
    for text in ("article.txt", "a.txt", "b.txt"):
        (tmp_path / text).write_text(article, encoding="utf-8")
    (tmp_path / "news.jsonl").write_text('{"text": "共3人"}\n', encoding="utf-8")
    (tmp_path / "my.yaml").write_text("- {id: my.unit, class: classifier, words: [嘭]}\n", encoding="utf-8")
    scripts = sysconfig.get_path("scripts")
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", example],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{scripts}:{os.environ['PATH']}"},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert name in example


def test_version_and_bare_call(command: Runner) -> None:
    for flag in ("-V", "--version"):
        assert command(flag).text == f"jimo {jimo_cli.__version__}\n"
    bare = command()
    assert "Usage: jimo" in bare.text + bare.err
    assert "Exit codes: 0 ok" in command("--help").text


# -- the docs are true


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_examples_in_docstrings(path: Path) -> None:
    """Doctests, read from the sources, since compiled functions have no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            text = ast.get_docstring(node)
            if text and ">>>" in text:
                names = vars(import_module(name_of(path))).copy()
                case = parser.get_doctest(text, names, getattr(node, "name", path.stem), str(path), 0)
                runner.run(case)
    assert runner.failures == 0


def test_the_readme_names_every_command() -> None:
    for document in ("README.md", "README.zh-CN.md"):
        readme = (ROOT / document).read_text(encoding="utf-8")
        assert [name for name in COMMANDS if name not in readme] == []


PAGES = ("docs/commands.md", "docs/json.md", "docs/rules.md")


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", *PAGES])
def test_links_in_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


def test_the_command_reference_is_what_the_help_says() -> None:
    """`python scripts/commands.py` writes it anew."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        written = import_module("commands").page()
    finally:
        sys.path.pop(0)
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == written


def shown(document: str) -> list[tuple[str, str]]:
    """Commands of a document with the output that it shows: a console block with one `$` line."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n\$ (.*?)\n(.*?)```", text, re.DOTALL)
    return [(command, output) for command, output in blocks if output.strip()]


DOCUMENTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", *PAGES)
SHOWN = [(document, *block) for document in DOCUMENTS for block in shown(document)]


@pytest.mark.parametrize(
    ("document", "example", "output"), SHOWN, ids=[f"{document}-{example}" for document, example, _ in SHOWN]
)
def test_what_documents_show_is_what_comes(document: str, example: str, output: str) -> None:
    """`…` stands for what is left out."""
    scripts = sysconfig.get_path("scripts")
    done = subprocess.run(
        ["bash", "-c", example],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PATH": f"{scripts}:{os.environ['PATH']}", "PYTHONSAFEPATH": "1"},
        timeout=60,
    )
    got = (done.stdout + done.stderr).decode("utf-8")
    pattern = "".join(".*?" if part == "…" else re.escape(part) for part in re.split("(…)", output))
    assert re.fullmatch(pattern, got, re.DOTALL), got


def test_rules_in_documents_are_sound(tmp_path: Path, command: Runner) -> None:
    """Every YAML block of the documents can be loaded, and its examples pass."""
    texts = [(ROOT / document).read_text(encoding="utf-8") for document in DOCUMENTS]
    blocks = re.findall(r"```yaml\n(.*?)```", "".join(texts), re.DOTALL)
    assert len(blocks) >= 3
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
        ran = command("rules", "test", f"{number}.yaml")
        assert ran.status == 0, ran.text + ran.err


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_python_in_the_readme(document: str) -> None:
    runner = doctest.DocTestRunner(verbose=False)
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    runner.run(doctest.DocTestParser().get_doctest("\n".join(blocks), {}, document, document, 0))
    assert runner.failures == 0


# -- the classes that units are asked for


def test_classes_are_bits_of_one_integer() -> None:
    """Each class has its own bit, of a machine integer with its sign left alone, under the name that rules have for it."""
    bits = classes.BITS
    assert sorted(bits.values()) == [1 << place for place in range(len(bits))]
    assert len(bits) <= 63
    assert {name.upper(): bit for name, bit in bits.items()} == {
        name: value for name, value in vars(classes).items() if name.isupper() and isinstance(value, int)
    }


def test_rules_have_the_classes_that_units_are_asked_for() -> None:
    """A class that no list has is never found, whatever a text says."""
    listed: set[str] = set()
    for path in (ROOT / "rules").rglob("*.yaml"):
        for record in yaml.safe_load(path.read_text(encoding="utf-8")):
            given = record.get("class", [])
            listed.update([given] if isinstance(given, str) else given)
    assert set(classes.BITS) <= listed
