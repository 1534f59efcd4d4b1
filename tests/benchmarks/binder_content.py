"""The same contingency plans for every engine: wrapping tables in Chinese and English."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

STEP_HEAD = ("步骤", "责任人", "部门", "时限(分)", "行动 Action", "完成标准")
STEP_SHARES = (30, 45, 65, 45, 220, 118)
RISK_HEAD = ("编号", "风险", "责任人", "L×I", "控制措施", "原因 Cause")
RISK_SHARES = (50, 110, 45, 35, 113, 170)

_PEOPLE = [
    "王伟",
    "李娜",
    "张敏",
    "刘洋",
    "陈静",
    "杨军",
    "赵磊",
    "黄丽",
    "周强",
    "吴霞",
    "徐勇",
    "孙艳",
    "Chen",
    "Wei",
    "Li_Na",
]
_UNITS = [
    "信息技术部",
    "客户服务部",
    "采购部",
    "安全保卫部",
    "财务部",
    "行政部",
    "运营中心",
    "Data_centre",
]
_THINGS = [
    "主数据中心",
    "呼叫中心",
    "支付网关",
    "东区仓库",
    "备用电源",
    "客户数据库",
    "订单系统",
    "专线网络",
    "web_portal",
]
_EVENTS = [
    "全面中断",
    "数据泄露",
    "水浸停运",
    "火灾停用",
    "供应商破产",
    "勒索软件感染",
    "关键人员离职",
    "power_failure",
]
_ACTIONS = (
    "立即核实{thing}的{event}情况，记录发现时间与影响范围，并在十五分钟内报告应急指挥部",
    "Switch {thing} to the standby site, confirm that orders flow again, tell the service desk",
    "通知所有受影响客户与服务商，说明预计恢复时间；每三十分钟更新一次（含书面通报）",
    "检查备份完整性，按恢复顺序表逐项恢复服务，双人复核后方可对外开放",
)
_CONTROLS = (
    "双路供电，每月切换演练；备用机房每季度切换一次，由值班经理确认。",
    "Provider contract with penalty clause; quarterly review of service levels and staffing.",
    "关键岗位设替补，操作手册随时可得，权限每半年复核一次。",
)


@dataclass(frozen=True)
class Section:
    """One plan: about two and a half pages."""

    title: str
    scope: str
    steps: list[list[str]]
    risks: list[list[str]]
    team: str


def sections(count: int) -> Iterator[Section]:
    """Yield that many plans, always the same."""
    dice = random.Random(20260101)
    for number in range(1, count + 1):
        thing, event = dice.choice(_THINGS), dice.choice(_EVENTS)
        yield Section(
            f"{number}. {thing}{event}专项应急预案",
            "".join(_sentence(dice) for _ in range(5)),
            [_step(dice, place) for place in range(1, 13)],
            [_risk(dice, number * 10 + place) for place in range(10)],
            "、".join(f"{dice.choice(_PEOPLE)} 138{dice.randrange(10**8):08d}" for _ in range(8)),
        )


def _sentence(dice: random.Random) -> str:
    text = dice.choice(_ACTIONS).format(thing=dice.choice(_THINGS), event=dice.choice(_EVENTS))
    return f"{text}。"


def _step(dice: random.Random, place: int) -> list[str]:
    person, unit = dice.choice(_PEOPLE), dice.choice(_UNITS)
    action = _sentence(dice) + (_sentence(dice) if dice.random() < 0.4 else "")
    return [str(place), person, unit, str(dice.randrange(5, 240)), action, dice.choice(_CONTROLS)]


def _risk(dice: random.Random, number: int) -> list[str]:
    title = f"{dice.choice(_THINGS)}因{dice.choice(_EVENTS)}影响对外服务"
    rating = f"{dice.randrange(1, 6)}×{dice.randrange(1, 6)}"
    cause = _sentence(dice) + dice.choice(_CONTROLS)
    controls = dice.choice(_CONTROLS)
    return [f"R-{number:05d}", title, dice.choice(_PEOPLE), rating, controls, cause]
