"""Every public name says what it does, takes, returns and refuses, and shows it."""

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap

import pytest

import goodpractice

SECTIONS = (
    "Parameters",
    "Attributes",
    "Returns",
    "Yields",
    "Raises",
    "Notes",
    "References",
    "Examples",
)


def public_modules():
    names = sorted(module.name for module in pkgutil.iter_modules(goodpractice.__path__))
    return [name for name in names if not name.startswith("_")]


def public_names():
    """Yield (dotted name, object) for what `__all__` lists, and for the methods of classes."""
    for module_name in public_modules():
        module = importlib.import_module(f"goodpractice.{module_name}")
        for name in module.__all__:
            item = getattr(module, name)
            yield f"{module_name}.{name}", item
            if inspect.isclass(item):
                yield from public_members(f"{module_name}.{name}", item)


def public_members(prefix, kind):
    for name in dir(kind):
        static = inspect.getattr_static(kind, name)
        owner = next(base for base in kind.__mro__ if name in vars(base))
        if name.startswith("_") or not owner.__module__.startswith("goodpractice"):
            continue
        if callable(static) or isinstance(static, property | classmethod | staticmethod):
            yield f"{prefix}.{name}", getattr(static, "__func__", static)


NAMES = dict(public_names())
# A property is an attribute: a sentence is enough.
FUNCTIONS = {name: item for name, item in NAMES.items() if not isinstance(item, property)}
# Classes that nobody calls: exceptions, and those made from the attributes that they document.
NOT_CALLED = {
    name
    for name, item in NAMES.items()
    if inspect.isclass(item)
    and (issubclass(item, Exception) or hasattr(item, "__dataclass_fields__"))
}


def sections(item):
    """Return the text of each section of a docstring; "" is what comes before the first."""
    found, name = {"": []}, ""
    lines = inspect.getdoc(item).splitlines()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line in SECTIONS and set(below) == {"-"}:
            name = line
            found[name] = []
        elif set(line) != {"-"} or name == "":
            found[name].append(line)
    return {name: "\n".join(text).strip("\n") for name, text in found.items()}


def entries(text):
    """Return what a section documents: (names, type line, description) in order."""
    found = []
    for line in text.splitlines():
        if line and not line.startswith(" "):
            names, _, kind = line.partition(" : ")
            found.append(([name.strip("* ") for name in names.split(",")], kind, []))
        elif found:
            found[-1][2].append(line.strip())
    return [(names, kind, " ".join(text).strip()) for names, kind, text in found]


def signature_of(item):
    """Return the parameters that a caller gives, and the type that comes back."""
    if inspect.isclass(item) and not inspect.isfunction(item.__init__):  # of object, or dict
        return [], None
    signature = inspect.signature(item.__init__ if inspect.isclass(item) else item)
    parameters = [p for p in signature.parameters.values() if p.name not in ("self", "cls")]
    return parameters, None if inspect.isclass(item) else signature.return_annotation


def validates(item):
    """Tell whether the code of a function raises, or calls what checks an argument."""
    function = item.__init__ if inspect.isclass(item) else item
    if not inspect.isfunction(function) or not inspect.getmodule(function):
        return False
    try:
        source = inspect.getsource(function)
    except OSError:  # made by dataclasses
        return False
    for node in ast.walk(ast.parse(textwrap.dedent(source))):
        if isinstance(node, ast.Raise) and node.exc is not None:
            return True
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if re.match(r"_?check_|_fail$", name) and name != "check_was_evaluated":
                return True
    return False


def test_every_public_function_and_class_is_listed():
    assert {"callbacks", "checks", "metrics", "plotting"} <= set(public_modules())
    assert len(NAMES) > 100
    for module_name in public_modules():
        module = importlib.import_module(f"goodpractice.{module_name}")
        own = {
            name
            for name, item in vars(module).items()
            if (inspect.isfunction(item) or inspect.isclass(item))
            and item.__module__ == module.__name__
            and not name.startswith("_")
        }
        assert sorted(module.__all__) == list(module.__all__), module_name
        assert inspect.getdoc(module), module_name
        # What is shared between modules of the library, and not meant for others.
        helpers = {"LocalServices", "Services", "begin_training", "in_calling_order"}
        assert own - set(module.__all__) <= helpers | {"is_improvement"}, module_name


@pytest.mark.parametrize("name", NAMES)
def test_it_has_a_summary_of_one_sentence(name):
    assert inspect.getdoc(NAMES[name]), name
    summary = inspect.getdoc(NAMES[name]).splitlines()[0]
    assert summary[0].isupper()
    assert summary.endswith(".")
    assert len(summary) > 15


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_parameter_has_a_type_hint_and_a_description_in_order(name):
    item = FUNCTIONS[name]
    if name in NOT_CALLED:
        return
    parameters, _ = signature_of(item)
    documented = entries(sections(item).get("Parameters", ""))
    described = [own for names, _, _ in documented for own in names]
    assert described == [parameter.name for parameter in parameters]
    assert [p.name for p in parameters if p.annotation is inspect.Parameter.empty] == []
    for names, kind, text in documented:
        assert kind, names
        assert text or len(names) > 1, names


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_array_has_a_shape(name):
    found = sections(FUNCTIONS[name])
    for section in ("Parameters", "Attributes", "Returns", "Yields"):
        for names, kind, text in entries(found.get(section, "")):
            kind = kind or ", ".join(names)  # of what is returned, there may be the type alone
            # In a container, each array has its own: the text says which.
            is_container = re.match(r"(tuple|sequence|list|iterable|dict|mapping)\b", kind)
            if "array" in kind and not is_container:
                assert "shape" in kind, (names, kind)
            elif "array" in kind:
                assert text, (names, kind)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_defaults_are_those_of_the_code(name):
    item = FUNCTIONS[name]
    defaults = {p.name: p.default for p in signature_of(item)[0]}
    for names, kind, _ in entries(sections(item).get("Parameters", "")):
        match = re.search(r"default (.+)$", kind)
        for own in names if match else ():
            assert ast.literal_eval(match[1]) == defaults[own], own


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_comes_back_is_described(name):
    item = FUNCTIONS[name]
    if inspect.isclass(item):
        return
    _, annotation = signature_of(item)
    assert annotation is not inspect.Signature.empty
    found = sections(item)
    is_context = annotation.startswith("Iterator[None]")  # of a `with` statement
    assert ("Returns" in found or "Yields" in found) == (annotation != "None" and not is_context)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_refused_is_described(name):
    item = FUNCTIONS[name]
    if validates(item) and name not in NOT_CALLED:
        raised = entries(sections(item).get("Raises", ""))
        assert raised
        assert all(text for _, _, text in raised)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name.count(".") == 1])
def test_there_is_an_example(name):
    assert ">>> " in sections(NAMES[name]).get("Examples", "")
