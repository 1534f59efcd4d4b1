"""Which encoding a text file is in, judged by its bytes.

A byte order mark wins, then strict UTF-8; GB18030 and Big5 are told apart by how many of the
characters they give are common ones; what is left is Western (cp1252).
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5")
_SURE = 0.5  # the share of common characters below which a text is not Chinese
_SAMPLE = 20_000
# The commonest characters of running text and of registers, simplified and traditional.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从"
    "动两长知样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等"
    "风险可能影响应急预案措施责任编号描述等级状态控制评估服务系统数据安全单位部门供应商管理市场资金合规"
    "這來國個說們為時對會過學還發當開後經頭動兩長樣現將與進實點種聲話兒問機給裡麼沒從見風險應預責編號"
    "級狀態評務統據單門應商場資規並產業電腦網路業務處置計畫負責控制監測"
)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; every text has one."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    if b"\x00" in data and (found := _unmarked_utf16(data)):
        return found
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(data)


def _unmarked_utf16(data: bytes) -> tuple[str, str] | None:
    """Recognise UTF-16 by the zero bytes that all stand on the same side."""
    sample = data[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if max(odd, even) < max(3, len(sample) // 40) or min(odd, even) * 10 > max(odd, even):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        return None


def _eight_bit(data: bytes) -> tuple[str, str]:
    scores = {name: _commonness(data, name) for name in _CHINESE}
    best = max(_CHINESE, key=lambda name: scores[name])
    if scores[best] >= _SURE:
        return data.decode(best, "replace"), best
    return data.decode("cp1252", "replace"), "cp1252"


def _commonness(data: bytes, name: str) -> float:
    """Return the share of common characters among those that are not ASCII, 0 to 1."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return 0.0
    wide = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not wide:
        return 0.0
    marks = [_weight(character, name) for character in wide]
    return sum(marks) / len(marks)


def _weight(character: str, name: str) -> float:
    if character in _FREQUENT:
        return 1.0
    lead, *trail = character.encode(name)
    if name == "big5":
        return 0.7 if 0xA1 <= lead <= 0xC6 else 0.0
    first_level = len(trail) == 1 and trail[0] >= 0xA1 and 0xA1 <= lead <= 0xD7
    return 0.7 if first_level else 0.0
