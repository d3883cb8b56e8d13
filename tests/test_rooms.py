"""The house: upper rooms import lower ones, never the reverse."""

import ast
from pathlib import Path

import records

PACKAGE = Path(records.__file__).parent
ROOMS = [
    ["model"], ["text", "chance", "colours"], ["data"], ["words"], ["vocabularies"], ["kinds"], ["forms"], ["column"], ["evidence"], ["sources"], ["labels"], ["layout"], ["headers"], ["assignment"], ["answers"], ["batch"],
    ["contract", "checks", "figures", "double_entry", "decisions", "pseudonyms"], ["causes", "matching"], ["wording"], ["xlsx"], ["outputs"], ["arguments"], ["verbs"], ["session"], ["earlier", "inspection", "listings", "results"], ["cli"], ["__main__"],
]  # fmt: skip
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
FACES = {("forms", "contract"), ("batch", "contract"), ("batch", "causes"), ("model", "words")}
"""Methods that hand over to a room above them, when they are called: `form.to_pandera()`, `batch.validate()`, and the
line of an error, whose words are chosen last."""


def _imports(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("records"):
            names = [node.module] if node.module != "records" else [f"records.{name.name}" for name in node.names]
            modules |= {name.split(".")[1] for name in names if "." in name}
        elif isinstance(node, ast.Import):
            modules |= {name.name.split(".")[1] for name in node.names if name.name.startswith("records.")}
    return modules


def test_upper_rooms_import_lower_ones() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        assert room in LEVEL, f"{room} has no place in the order of the rooms"
        for other in _imports(path) & LEVEL.keys():
            same_floor = LEVEL[other] == LEVEL[room] and other != room
            if (LEVEL[other] > LEVEL[room] or same_floor) and (room, other) not in FACES:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {other}")
    assert not wrong


def _modules_imported(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules that a file names, wherever: at its head, in a function, or for types only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = [f"{node.module}.{name.name}" for name in node.names]
            found |= {name if name in modules else str(node.module) for name in named}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found & modules.keys()


def test_no_module_imports_itself_through_others() -> None:
    """Imports for types, and those in a function, are imports."""
    paths = {path: path.relative_to(PACKAGE.parent).with_suffix("").parts for path in PACKAGE.rglob("*.py")}
    modules = {".".join(parts).removesuffix(".__init__"): path for path, parts in paths.items()}
    imports = {name: _modules_imported(path, modules) for name, path in modules.items()}
    for room, other in FACES:
        imports[f"records.{room}"] -= {name for name in modules if name.split(".")[1:2] == [other]}
    while free := {
        name
        for name, others in imports.items()
        if not others & imports.keys() or not any(name in each for each in imports.values())
    }:
        imports = {name: others for name, others in imports.items() if name not in free}
    assert not imports, "each of these imports another of them, and is imported by one"


def test_the_tests_import_this_checkout() -> None:
    """Another distribution owns a module `records` as well; these tests are about ours."""
    assert PACKAGE.parent == Path(__file__).parent.parent
