"""What is typed on the real screen: a small register, in each language of the program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """``risks``: title, cause, event, consequence, its steps now and later; ``posts``: of the
    lead and of the alternate; ``steps``: action, post, minutes."""

    file: str
    title: str
    organisation: str
    unit: str
    people: tuple[tuple[str, str, str], ...]
    risks: tuple[tuple[str, str, str, str, tuple[int, int], tuple[int, int]], ...]
    reason: str
    plan: tuple[str, str, str]  # title, scope, trigger
    steps: tuple[tuple[str, str, str], ...]
    team: tuple[str, str]  # name, meeting place
    posts: tuple[str, str]
    drill: tuple[str, str]  # title, place
    entry: str
    holder: str


STORIES = {
    "en": Story(
        "Harbour", "Harbour Register", "Harbour Works", "Pumping Station",
        (("Ada Brandt", "Chief engineer", "021-5550 0101"),
         ("Bo Lindqvist", "Dock master", "021-5550 0102"),
         ("Cleo Marsh", "Duty manager", "119")),
        (("Flood in the pump room", "the sea wall is low", "the pumps may stand under water",
          "the dock fills within an hour", (3, 5), (2, 4)),
         ("Crane brakes fail", "the brakes are worn", "a load may drop on the quay",
          "somebody is hurt", (2, 5), (1, 5)),
         ("Radio is lost", "there is one mast", "lightning may strike it",
          "nobody reaches the pilots", (4, 3), (2, 2))),
        "Twice in the last ten years",
        ("Flood plan", "Pump room and dry dock", "Water above the red mark"),
        (("Close the gates", "Dock master", "10"), ("Start the spare pumps", "Engineer", "20")),
        ("Flood team", "Gate house"),
        ("Incident commander", "Second in command"),
        ("Night of the high tide", "Dry dock"),
        "The gates are closed",
        "Gate house, red shelf",
    ),
    "zh_CN": Story(
        "Harbour", "港口风险登记册", "海港工程公司", "泵站",
        (("陈安达", "总工程师", "021-5550 0101"),
         ("林伯恩", "船坞主管", "021-5550 0102"),
         ("马晓玲", "值班经理", "119")),
        (("泵房进水", "海堤偏低", "水泵可能被淹", "船坞一小时内灌满", (3, 5), (2, 4)),
         ("起重机制动失灵", "制动片磨损", "吊物可能坠落码头", "有人受伤", (2, 5), (1, 5)),
         ("无线电中断", "只有一座天线塔", "可能遭雷击", "无法联系引航员", (4, 3), (2, 2))),
        "近十年发生过两次",
        ("防汛预案", "泵房和干船坞", "水位超过红线"),
        (("关闭闸门", "船坞主管", "10"), ("启动备用水泵", "工程师", "20")),
        ("防汛队", "闸门值班室"),
        ("现场指挥", "副指挥"),
        ("大潮之夜", "干船坞"),
        "闸门已关闭",
        "闸门值班室红色书架",
    ),
}  # fmt: skip
