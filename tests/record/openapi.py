"""docs/openapi.json, and whether an answer is what it says: the part of JSON Schema that the file uses, and one rule more,
that a field of an object is described."""
import json
import pathlib

FILE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "openapi.json"
DESCRIPTION = json.loads(FILE.read_text())
TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def resolve(node):
    while "$ref" in node:
        target = DESCRIPTION
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def is_of(value, kind):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind])


def problems(value, schema, at="$"):
    """What does not fit, one line each."""
    schema = resolve(schema)
    if "anyOf" in schema:
        tried = [problems(value, one, at) for one in schema["anyOf"]]
        return [] if any(not one for one in tried) else min(tried, key=len)
    kinds = schema.get("type")
    if kinds is not None:
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(is_of(value, kind) for kind in kinds):
            return [f"{at}: expected {' or '.join(kinds)}, found {json.dumps(value)[:60]}"]
    out = []
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: expected one of {schema['enum']}, found {value!r}")
    if isinstance(value, dict):
        described = schema.get("properties")
        for name in schema.get("required", []):
            if name not in value:
                out.append(f"{at}: lacks {name}")
        for name, one in value.items():
            if described is not None and name in described:
                out += problems(one, described[name], f"{at}.{name}")
            elif isinstance(schema.get("additionalProperties"), dict):
                out += problems(one, schema["additionalProperties"], f"{at}.{name}")
            elif described is not None:
                out.append(f"{at}: nothing describes {name}")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            out.append(f"{at}: {len(value)} items")
        for number, one in enumerate(value):
            out += problems(one, schema.get("items", {}), f"{at}[{number}]")
    return out[:20]


def answers(path, method, status):
    """The content that a route may answer with, by media type."""
    operation = DESCRIPTION["paths"][path][method.lower()]
    return resolve(operation["responses"][str(status)]).get("content", {})


def parameters(path, method):
    return [resolve(one) for one in DESCRIPTION["paths"][path][method.lower()].get("parameters", [])]
