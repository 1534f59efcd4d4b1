"""The words people write above the columns of a risk register, in English, Chinese and French.

Each is in plain form: lower case, without accents or punctuation, words parted by one blank.
For each field the surer words stand first.
"""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "number": (
        "number", "no", "risk id", "risk no", "risk number", "risk ref", "risk reference",
        "risk code", "ref id", "ref no", "reference", "reference number", "ref", "nr", "num",
        "code", "item no", "serial no", "serial number", "identifier", "risk identifier", "n", "#",
        "编号", "风险编号", "序号", "风险序号", "编码", "风险编码", "风险代码", "代码",
        "編號", "風險編號", "序號",
        "numero", "n risque", "numero de risque", "id risque", "reference risque", "identifiant",
    ),
    "title": (
        "title", "risk title", "risk name", "name", "name of risk", "risk summary", "summary",
        "short description", "headline", "risk factor", "risk item", "risk", "risks", "hazard",
        "标题", "风险标题", "风险名称", "名称", "风险事项", "风险因素", "风险点", "风险点名称",
        "风险项", "主要风险", "风险", "危险源",
        "標題", "風險名稱", "名稱", "風險標題", "風險因素", "風險",
        "titre", "intitule", "intitule du risque", "nom", "nom du risque", "libelle", "risque",
        "titre du risque", "libelle du risque",
    ),
    "description": (
        "description", "risk description", "description of risk", "detailed description",
        "risk statement", "statement of risk", "details", "detail", "risk details", "issue",
        "描述", "风险描述", "风险说明", "说明", "详细描述", "风险内容", "内容", "风险情况", "具体描述",
        "風險描述", "風險說明", "說明", "description du risque", "descriptif", "detaillee",
    ),
    "event": (
        "event", "risk event", "scenario", "risk scenario", "threat scenario", "incident scenario",
        "事件", "风险事件", "情景", "场景", "风险情景", "可能发生的事件", "事故类型", "風險事件",
        "evenement", "evenement redoute", "scenario de risque", "evenement de risque",
    ),
    "last_review": ("last review", "last review date", "last reviewed"),
    "closed_on": ("closed on", "date closed", "closing date"),
    "cause": (
        "cause", "causes", "risk cause", "root cause", "risk source", "source of risk", "drivers",
        "driver", "risk driver", "risk drivers", "threat", "threat source", "contributing factors",
                "原因", "风险原因", "成因", "风险成因", "致因", "诱因", "起因", "产生原因", "风险源", "原因分析",
        "風險原因", "cause racine", "causes du risque", "origine", "menace", "source de risque",
    ),
    "consequence": (
        "consequence", "consequences", "effect", "effects", "risk consequence", "potential impact",
        "potential consequences", "outcome", "impact description", "description of impact",
        "risk effect", "potential effect", "effect on objectives", "impact statement",
        "后果", "风险后果", "可能后果", "可能造成的后果", "影响描述", "后果描述", "可能导致的后果",
        "後果", "風險後果", "effet", "effets", "description de l impact", "consequences possibles",
    ),
    "status": (
        "status", "risk status", "state", "current status", "risk state", "open closed",
        "状态", "风险状态", "当前状态", "处理状态", "狀態", "風險狀態",
        "statut", "etat", "statut du risque", "etat du risque", "statut actuel",
    ),
    "source": (
        "source", "identified through", "identification source", "how identified", "identified by",
        "来源", "风险来源", "识别来源", "识别方式", "來源", "風險來源", "source d identification",
    ),
    "category": (
        "category", "risk category", "risk type", "type", "type of risk", "risk class", "class",
        "classification", "risk area", "domain", "risk domain", "area", "theme", "risk family",
        "类别", "风险类别", "分类", "风险分类", "类型", "风险类型", "种类", "风险种类", "领域",
        "類別", "風險類別", "分類", "風險分類", "風險類型",
        "categorie", "categorie de risque", "type de risque", "famille", "famille de risque",
        "domaine",
    ),
    "unit": (
        "unit", "department", "dept", "division", "business unit", "responsible department",
        "responsible unit", "owning department", "organisation unit", "organization unit",
        "section", "office", "function", "business area", "risk owner department",
        "部门", "责任部门", "责任单位", "单位", "所属部门", "主管部门", "归口部门", "科室", "牵头部门",
        "责任科室", "所属单位", "部門", "責任部門", "責任單位", "單位",
        "service", "departement", "direction", "unite", "service responsable", "entite",
    ),
    "owner": (
        "owner", "risk owner", "responsible", "responsible person", "person responsible",
        "accountable", "accountable owner", "responsibility", "assigned to", "assignee", "manager",
        "risk manager", "owned by", "responsible party", "action owner", "lead", "who",
        "责任人", "风险责任人", "负责人", "风险负责人", "责任人员", "责任者", "风险所有者", "主责人",
        "管控责任人", "責任人", "負責人", "風險責任人",
        "proprietaire", "proprietaire du risque", "responsable", "pilote", "porteur",
        "responsable du risque",
    ),
    "strategy": (
        "strategy", "risk strategy", "treatment", "risk treatment", "response", "risk response",
        "treatment strategy", "response strategy", "response type", "risk response type",
        "treatment option", "risk treatment option", "treatment type", "risk decision", "decision",
        "treatment decision", "response plan type", "4t",
        "策略", "应对策略", "风险策略", "处置策略", "处置方式", "应对方式", "风险应对", "风险应对策略",
        "处理方式", "管控策略", "应对类型", "應對策略", "處置方式", "風險策略",
        "strategie", "traitement", "traitement du risque", "reponse", "option de traitement",
    ),
    "controls": (
        "controls", "control", "existing controls", "current controls", "existing control",
        "current control", "controls in place", "existing measures", "current measures",
        "existing mitigation", "existing mitigations", "existing safeguards", "safeguards",
        "control measures", "key controls", "existing control measures", "risk controls",
        "管控措施", "现有措施", "现有控制措施", "控制措施", "已有措施", "现有管控措施", "控制", "既有措施",
        "已采取措施", "风险管控措施", "当前控制措施", "管控手段", "現有措施", "控制措施",
        "管控措施", "mesures existantes", "controles", "controles existants", "mesures en place",
        "mesures de securite existantes", "dispositif de maitrise",
    ),
    "measures": (
        "measures", "additional controls", "additional measures", "mitigation plan", "mitigation",
        "mitigations", "mitigation measures", "mitigation actions", "mitigation strategy",
        "treatment plan", "risk treatment plan", "treatment measures", "treatment actions",
        "action plan", "actions", "action", "planned actions", "planned measures",
        "planned controls", "risk response description", "response plan", "response actions",
        "recommended actions", "recommendations", "recommended controls", "further action",
        "further actions", "next steps", "proposed controls", "proposed actions", "new controls",
        "additional actions", "risk mitigation", "response description", "mitigating actions",
        "actions required",
        "应对措施", "措施", "整改措施", "计划措施", "拟采取措施", "新增措施", "改进措施", "风险应对措施",
        "处置措施", "补充措施", "后续措施", "行动计划", "处理计划", "缓解措施", "新增管控措施",
        "应对计划", "建议措施", "整改计划", "應對措施", "改善措施", "處置措施",
        "mesures", "mesures complementaires", "mesures additionnelles", "plan d action",
        "plan de traitement", "actions prevues", "mesures prevues", "mesures de traitement",
    ),
    "raised_on": (
        "raised on", "date raised", "date identified", "identified on", "identification date",
        "date logged", "logged on", "date opened", "opened on", "date created", "created",
        "created on", "date added", "registration date", "date entered", "risk date",
        "raised date", "open date", "date",
        "识别日期", "提出日期", "登记日期", "发现日期", "创建日期", "录入日期", "识别时间", "登记时间",
        "提出时间", "日期", "識別日期", "提出日期", "登記日期",
        "date d identification", "identifie le", "date de creation", "date d ouverture",
    ),
    "next_review": (
        "next review", "next review date", "review date", "date of next review", "review on",
        "review by", "review due", "next review on", "next assessment", "reassessment date",
        "下次评审", "下次评审日期", "复审日期", "下次复审", "复评日期", "下次审查日期", "评审日期",
        "复核日期", "下次评估日期", "复查日期", "下次復審", "複審日期",
        "prochaine revue", "date de revue", "date de prochaine revue", "prochaine revision",
    ),
    "notes": (
        "notes", "note", "comments", "comment", "remarks", "remark", "additional notes",
        "observations", "备注", "注", "说明备注", "附注", "備註", "備考",
        "commentaire", "commentaires", "remarques", "remarque",
    ),
    "assessed_on": (
        "assessed on", "assessment date", "date assessed", "date of assessment", "rated on",
        "last assessed", "last assessment date", "last assessment", "评估日期", "评估时间",
        "评价日期", "評估日期", "date d evaluation", "evalue le",
    ),
    "rationale": (
        "rationale", "rating rationale", "assessment rationale", "justification",
        "rating justification", "basis of rating", "评估依据", "评级依据", "评价依据", "评分理由",
        "評估依據", "justification de la cotation",
    ),
    "likelihood": (
        "likelihood", "probability", "proba", "prob", "l", "p", "likelihood score",
        "likelihood rating", "likelihood level", "probability score", "probability rating",
        "probability level", "risk likelihood", "risk probability", "likelihood of occurrence",
        "probability of occurrence", "chance", "frequency", "occurrence", "lh", "lik",
        "可能性", "发生可能性", "可能性等级", "可能性评分", "可能性得分", "风险可能性", "发生概率",
        "概率", "频率", "可能性分值", "几率", "事故发生可能性", "發生可能性", "機率",
        "probabilite", "vraisemblance", "frequence", "niveau de probabilite", "probabilite d occurrence",
        "niveau de vraisemblance",
    ),
    "impact": (
        "impact", "severity", "i", "s", "impact score", "impact rating", "impact level",
        "severity score", "severity rating", "severity level", "risk impact", "magnitude", "imp",
        "consequence score", "consequence rating", "consequence level", "sev", "impact severity",
        "影响", "影响程度", "严重程度", "严重性", "后果严重性", "影响等级", "影响评分", "影响得分",
        "风险影响", "严重度", "后果严重程度", "损失程度", "影响分值", "严重程度等级", "危害程度",
        "影響", "影響程度", "嚴重程度", "嚴重性", "後果嚴重性",
        "gravite", "severite", "niveau d impact", "niveau de gravite", "impacte",
    ),
    "score": (
        "score", "risk score", "rating score", "l i", "l x i", "lxi", "p i", "p x i", "pxi", "l s",
        "l x s", "lxs", "lx i", "px i", "lx s", "r", "exposure rating", "risk value", "risk rating score",
        "overall score", "total score", "risk index", "magnitude of risk",
        "得分", "风险得分", "风险值", "分值", "风险分值", "评分", "风险评分", "总分", "风险指数",
        "風險值", "風險分數", "分數", "score de risque", "criticite", "valeur du risque",
    ),
    "level": (
        "level", "risk level", "rating", "risk rating", "overall rating", "overall risk",
        "risk grade", "grade", "rag", "rag status", "rag rating",
        "risk ranking", "overall risk rating", "overall risk level", "risk category level",
        "等级", "风险等级", "级别", "风险级别", "风险评级", "评级", "风险程度", "颜色等级",
        "等級", "風險等級", "風險級別",
        "niveau", "niveau de risque", "cotation", "niveau du risque", "cotation du risque",
    ),
}  # fmt: skip

TIERS: dict[str, tuple[str, ...]] = {
    "inherent": (
        "inherent", "gross", "raw", "initial", "untreated", "uncontrolled", "before controls",
        "without controls", "pre control", "pre controls", "固有", "原始", "初始", "控制前",
        "inherente", "brut", "brute", "initiale", "intrinseque",
    ),
    "current": (
        "current", "present", "actual", "existing", "with controls", "当前", "现有", "现状", "目前",
        "當前", "現有", "actuel", "actuelle", "courant", "courante",
    ),
    "residual": (
        "residual", "net", "resid", "res", "post treatment", "post mitigation", "after treatment",
        "after mitigation", "after controls", "post control", "post controls", "treated",
        "mitigated", "after measures", "剩余", "残余", "残留", "措施后", "控制后", "处置后", "剩餘",
        "殘餘", "residuel", "residuelle", "nette", "apres traitement", "apres mesures",
    ),
    "target": (
        "target", "targeted", "desired", "planned", "目标", "期望", "目標", "cible", "vise", "visee",
    ),
}  # fmt: skip

UNKNOWN = frozenset(
    {
        "target date", "due date", "deadline", "completion date", "target completion date",
        "asset id", "asset", "assets", "threat id", "control id", "目标日期", "完成期限", "完成时间",
        "整改期限", "date cible", "echeance", "residual assumption", "impact area",
        "impact type",
    }
)  # fmt: skip
