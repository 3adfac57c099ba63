"""The eight leaves of RFC 6962's own tests, and entries for examples."""

from datetime import UTC, datetime
from typing import Any

from declaration.procedure.acts import Act
from declaration.proof import Built, build_entry, leaf_hash

INPUTS = tuple(
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
LEAVES = tuple(leaf_hash(each) for each in INPUTS)

ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

NOON = datetime(2023, 5, 10, 9, 0, tzinfo=UTC)
CHAIR = "p-00000000000000aa"
DELEGATE = "p-00000000000000bb"


def counting() -> Any:
    """Random bytes that are not: 00…, 01…, so that an entry is the same on every run."""
    drawn = iter(range(256))
    return lambda length: bytes([next(drawn)]) * length


def vote(**told: Any) -> Built:
    """A vote in favour; `told` overrides what `build_entry` is given."""
    given: dict[str, Any] = {
        "log": "test.example/tiny",
        "act": Act.CAST_VOTE,
        "at": NOON,
        "by": (DELEGATE, "delegate"),
        "on_behalf": "jubail",
        "on": ("ballot", "3", None),
        "data": {"choice": "for", "method": "recorded", "channel": "own"},
        "random": counting(),
    }
    return build_entry(**(given | told))
