"""What `make package` leaves: a wheel that holds all that runs and nothing else, and what a container is built from."""

import email
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tradedash.commands.uploads import LARGEST
from tradedash.settings import Settings, shipped


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel; what builds it is in the environment already."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return zipfile.ZipFile(built)


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and kept(path)}


def kept(path: Path) -> bool:
    return "__pycache__" not in path.parts


@pytest.mark.parametrize(
    ("folder", "inside"),
    [("src/tradedash", "tradedash"), ("data", "tradedash/data"), ("migrations", "tradedash/migrations")],
)
def test_the_wheel_holds_every_file_of_the_program_its_data_and_its_migrations(root, wheel, folder, inside):
    wanted = {f"{inside}/{name}" for name in names(root / folder)}
    assert wanted - set(wheel.namelist()) == set()


def test_nothing_else_is_in_the_wheel(wheel):
    kinds = {name.rpartition(".")[2] for name in wheel.namelist()}
    assert {name.split("/")[0] for name in wheel.namelist()} == {"tradedash", "tradedash-0.1.0.dist-info"}
    assert kinds <= {
        "css", "csv", "ico", "js", "json", "LICENSE", "mako", "po", "py", "svg", "typed", "txt",
        "dist-info/METADATA", "dist-info/WHEEL", "dist-info/RECORD", "dist-info/licenses/LICENSE",
    }  # fmt: skip
    assert [name for name in wheel.namelist() if re.search(r"(^|/)(tests?|benchmarks|\.\w+|__pycache__)/", name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "tradedash/py.typed",
        "tradedash/assets/style.css",
        "tradedash/i18n/locales/ky/LC_MESSAGES/messages.po",
        "tradedash/data/figures.csv",
        "tradedash/migrations/env.py",
        "tradedash/migrations/versions/2026_11_24_0001_the_ledger.py",
    ],
)
def test_what_is_looked_for_at_run_time_is_there_by_name(wheel, name):
    assert name in wheel.namelist()


def test_the_wheel_brings_the_command_its_licence_and_its_needs(wheel):
    about = email.message_from_bytes(wheel.read("tradedash-0.1.0.dist-info/METADATA"))
    assert wheel.read("tradedash-0.1.0.dist-info/entry_points.txt").split() == [
        b"[console_scripts]", b"tradedash", b"=", b"tradedash.__main__:main"
    ]  # fmt: skip
    assert about["License-Expression"] == "MIT"
    assert {"oidc", "postgres"} == set(about.get_all("Provides-Extra"))


def test_the_unpacked_wheel_makes_and_fills_a_store_without_the_checkout(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    env = {"PYTHONPATH": str(tmp_path / "site"), "TRADEDASH_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}"}
    said = []
    for word in ("migrate", "load"):
        # -S and the packages by hand: the editable checkout must not be found.
        command = [sys.executable, "-S", "-c", ALONE, word]
        packages = next(path for path in sys.path if path.endswith("site-packages"))
        done = subprocess.run(
            command, cwd=tmp_path, env={**env, "PACKAGES": packages}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0].splitlines() == ["The schema is current.", str(tmp_path / "site" / "tradedash")]
    assert "372 + 116 figures" in said[1]


ALONE = """
import os, pathlib, sys
sys.path.append(os.environ["PACKAGES"])
import tradedash
from tradedash.__main__ import main
main(sys.argv[1:], standalone_mode=False)
print(pathlib.Path(tradedash.__file__).parent)
"""


def test_a_checkout_is_asked_where_there_is_no_package(root):
    assert shipped("data") == root / "data"
    assert shipped("migrations") == root / "migrations"


def test_what_the_deployment_page_sets_are_settings(root):
    page = (root / "docs/deployment.md").read_text(encoding="utf-8")
    unit = dict(re.findall(r"^Environment=(\w+)=(.*)$", page, re.MULTILINE))
    settings = Settings.load(unit)
    assert (settings.address, settings.proxies) == ("https://example.org/trade", 1)
    known = {f"TRADEDASH_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"TRADEDASH_[A-Z_]+", page)) <= known
    assert "docs/deployment.md" in (root / "README.md").read_text(encoding="utf-8")


def test_the_proxies_of_the_deployment_page_take_the_largest_file_and_hide_the_metrics(root):
    page = (root / "docs/deployment.md").read_text(encoding="utf-8")
    proxies = re.findall(r"```(nginx|caddy)\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in proxies] == ["nginx", "nginx", "caddy", "caddy"]
    assert all("/metrics" in text and "127.0.0.1:8050" in text for _, text in proxies)
    largest = [int(found) for found in re.findall(r"client_max_body_size (\d+)m", page)]
    assert [megabytes * 1024**2 > LARGEST for megabytes in largest] == [True, True]


@pytest.fixture(scope="module")
def steps(root: Path) -> list[tuple[str, str]]:
    """Return the instructions of the container file with their words, continued lines joined."""
    text = (root / ".ci/Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    return [(word, " ".join(rest.split())) for word, rest in lines]


def of(steps: list[tuple[str, str]], word: str) -> list[str]:
    return [rest for name, rest in steps if name == word]


def test_the_container_is_built_in_two_stages_from_a_slim_python_that_names_no_registry(steps):
    assert of(steps, "FROM") == ["python:3.11-slim AS build", "python:3.11-slim"]
    assert of(steps, "COPY") == ["requirements.txt *.whl /build/", "--from=build /srv/tradedash /srv/tradedash"]


def test_the_container_installs_only_what_is_locked_by_hash(steps):
    installs = re.findall(r"pip install ([^&]*)", of(steps, "RUN")[0])
    assert [re.sub(r"--no-cache-dir ", "", one).strip() for one in installs] == [
        "--no-deps --require-hashes --requirement /build/requirements.txt",
        "--no-deps --no-index /build/*.whl",
    ]


def test_the_container_runs_as_nobody_special_and_keeps_the_store_in_a_volume(steps):
    settings = dict(one.split("=", 1) for one in of(steps, "ENV")[0].split())
    assert of(steps, "USER") == ["tradedash"]
    assert of(steps, "VOLUME") == of(steps, "WORKDIR") == ["/var/lib/tradedash"]
    assert settings["TRADEDASH_DATABASE_URL"] == "sqlite:////var/lib/tradedash/tradedash.db"
    assert "--owner tradedash" in of(steps, "RUN")[1]
    assert not any("SECRET" in rest for _, rest in steps)


def test_the_container_says_whether_it_is_well_and_stops_when_it_is_told_to(steps):
    assert f"http://127.0.0.1:{of(steps, 'EXPOSE')[0]}/healthz" in of(steps, "HEALTHCHECK")[0]
    assert of(steps, "CMD") == ['["sh", "-c", "tradedash migrate && exec tradedash serve"]']


def test_the_wheel_lies_beside_the_container_file_and_the_lock(root):
    said = (root / ".ci/package").read_text(encoding="utf-8")
    assert "cp .ci/Containerfile dist/Containerfile" in said
    assert "cp .locks/run.txt dist/requirements.txt" in said
