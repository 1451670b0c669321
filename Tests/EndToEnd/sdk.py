"""A client of the API that another project's generator has made of the document that the server gives out."""

import functools
import importlib
import json
import pathlib
import pkgutil
import re
import shutil
import subprocess
import sys
import tempfile

from api import made_company, serving

PACKAGE = "etime_client"
# Values of enumerations as they are, and nothing run over the code: it is thrown away.
# Tables go out as they are, like any other bytes.
CONFIGURATION = {
    "literal_enums": True, "post_hooks": [], "content_type_overrides": dict.fromkeys(
        ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], "application/octet-stream")}


@functools.cache
def generated(etime):
    """Made once for all tests, in a folder that goes with the last of them.

    Gives the folder and what the generator said."""
    folder = tempfile.TemporaryDirectory(prefix="etime-client-")
    root = pathlib.Path(folder.name)
    (root / "configuration.json").write_text(json.dumps(CONFIGURATION))
    company = shutil.copytree(made_company(etime).name, root / "company")
    with serving(etime, company) as server:
        done = subprocess.run(
            [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning",
             "--url", f"http://127.0.0.1:{server.port}/api/v1/openapi.json", "--output-path", root / PACKAGE,
             "--config", root / "configuration.json"],
            capture_output=True, text=True, timeout=300)
    return folder, done.returncode, done.stdout + done.stderr


def modules():
    """All of the package's operations by name, imported: each is a module with functions that call it."""
    root = importlib.import_module(f"{PACKAGE}.api")
    names = [part.name for part in pkgutil.walk_packages(root.__path__, f"{root.__name__}.") if not part.ispkg]
    return {name.rpartition(".")[2]: importlib.import_module(name) for name in names}


def words(operation):
    """`list_employees` of `listEmployees`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()
