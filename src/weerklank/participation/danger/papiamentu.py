"""What children write in Papiamentu (Curaçao, Bonaire) and Papiamento (Aruba)."""

from weerklank.participation.danger import Phrases, SignalKind

WHO = "tata|mama|mami|papi|pai|mai|padraso|madrasta|tio|tia|ruman|welo|wela|primu|meester|maestro|coach|hende|hòmber|el|e|nan|un|mayornan|bisiña|swa"
ME = "mi|nos|ami"
NO = "no|nada|nunka|nunca|niun|niunhende"

PHRASES: Phrases = {
    SignalKind.SELF_HARM: (
        "~~ ke|kier|deseá|desea|kiermi muri|morto|more|desaparesé !animal*|kachó",
        f"~ {NO} ke|kier biba|bida|eksistí mas|mi",
        "~ kaba|termina|kita bida mi|ku|ke|kier",
        "~ mi mes korta|kortá|mata|hasi|daña|dañá|kima|horka",
        "mata|korta|horka mi mes",
        "suisidio|suicidio|suisid*|suicid*",
        f"~ {NO} nase|nasí|nacé|nace mi",
        "~ mihó|miho|mehor sin mi|ami mundo|tur|nan",
        f"~ bida|biba {NO} sentido|balor|tin mas|sentido|balor|mi",
    ),
    SignalKind.VIOLENCE: (
        f"~ {WHO} bati|dal|sla|skop|skòp|pusha|kima|hinká|sota|suta|primi|horka|tira mi|nos|mama|ruman !bala|tambú|tambor",
        "~~ ta|a bati|dal|sla|skop|sota|suta mi|nos !bala|tambú|tambor",
        "~ bati|sota|suta|dal|sla|golpi|faha kas|mi|faha|palu|tata|mama|padraso !bala|tambú|tambor",
        f"~~ miedu|miedo|tene {WHO} mi !kachó|cacho|spider|araña|skuridat|tormenta",
        "~ golpi|bloblo|blou kurpa|mi|kas|wowo !futbòl",
        "violensia|maltrat*|abusá|abusa|abuso",
        "~ kuchú|pistol|revolver|arma tata|mi|padraso|nan|menasá|el",
    ),
    SignalKind.SEXUAL: (
        f"~ mishi|toka|mishié {WHO} ku|mi",
        "viol*|abusá|abusa|abuso",
        "~ potrèt|potret|foto|vidio|video sunu|sunú|naketo|naakt",
        "~ sunu|sunú|paña|kita kita|paña|pidi|ke mi|el|hòmber",
        "~ seks|sex mi|ku|forsa|hasi !lès|les|edukashon",
        "~ kama|baño ta|a drenta|drumi|bini tio|padraso|tata|ruman|el !mi-so",
    ),
    SignalKind.DANGER: (
        "= yuda|youda|ajuda|salba|yudami|salbami mi|nos|ami !ku|lès|tarea",
        "yudami|salbami",
        "~ safe|seif|sigur|sigurá|seguro no|nunka kas|mi|aki !kaya",
        "~ peliger|peligro mi|nos|den !kaya|outo|trafiko",
        "hui|huí|hulandu|fuga for|di kas",
        "~~ sera|será|lòk mi|nos den|kamber|kas|paden !porta|skol",
        "~ mata mi|nos lo|ta|ke|el|nan|e !aros|sanger",
        "~ kasa|matrimonio mi|forsa|mester|obligá obligá|forsa|nan|ku",
        "~ miedu|miedo bai|regresá|bèk kas",
        "~ persiguí|sigui mi hòmber|hende|un tur|dia",
        "~ bende|drùg|droga mi|mester|forsa|nan obligá|mester|bende|pa",
    ),
    SignalKind.NEGLECT: (
        f"~ {NO} kuminda|kome|pan kas|tin|mi|nos !skol|kantina",
        "~ hamber|ambr*|hamber tur|semper|mi|nos dia|tin|mi|nochi !skol|afrika",
        "drumi|drumí den|na|riba outo|auto|kaya|park !vakantie|vakashon",
        f"~ {NO}|hende kuida|wak|kria mi|nos",
        "~ burachi|bure|burracho|droga|buracho|drinki mama|tata|mami|papi|mayornan|tin|ta",
        "~ mi|nos so|solo kas|nochi|dia tur|henter|anochi|dianan",
        "~ mama|tata|mayornan nunka|no kas na|ta",
    ),
}
