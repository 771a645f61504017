"""What can be wrong with a file: code, cause and what to do, in Chinese and English."""

from __future__ import annotations

_MESSAGES: dict[str, tuple[str, str]] = {
    "not_found": ("找不到这个文件。请检查路径。", "There is no such file. Check the path."),
    "is_folder": ("这是文件夹，不是文件。请指定其中的文件。", "This is a folder. Name a file in it."),
    "not_readable": ("不能读取：{why}。请检查权限。", "Cannot be read: {why}. Check its permissions."),
    "too_large": (
        "文件有 {size} MB，超过上限 {limit} MB。请拆成几个文件。",
        "The file has {size} MB; the limit is {limit} MB. Split it.",
    ),
    "empty": ("文件是空的，没有文字。", "The file is empty: it holds no text."),
    "unknown_type": (
        "不认识这种文件（{kind}）。可以读 .txt、.md、.docx、.pdf、.html；请另存为其中一种。",
        "Unknown kind of file ({kind}). Readable are .txt, .md, .docx, .pdf and .html; save it as one of them.",
    ),
    "old_office": (
        "这是旧版 Word 或 WPS 文件（{kind}）。请用 Word/WPS 打开，另存为 .docx 后重试。",
        "This is an old Word or WPS file ({kind}). Open it in Word or WPS, save it as .docx and try again.",
    ),
    "binary": (
        "内容不是文字（{kind}）。请确认选对了文件。",
        "The content is not text ({kind}). Make sure it is the right file.",
    ),
    "encoding_unknown": (
        "认不出文字编码（第 {offset} 字节处不是 UTF-8，整体也不像 UTF-16 或 GB18030）。请另存为 UTF-8 后重试。",
        "The character encoding is unknown (byte {offset} is not UTF-8, and the whole is not like UTF-16 or GB18030). Save it as UTF-8.",
    ),
    "docx_broken": (
        "Word 文件已损坏或不完整：{why}。请重新下载，或用 Word 打开后另存。",
        "The Word file is damaged or cut: {why}. Download it again, or open it in Word and save it anew.",
    ),
    "docx_encrypted": (
        "Word 文件设了打开密码。请用 Word 取消密码后重试。",
        "The Word file is protected by a password. Remove it in Word and try again.",
    ),
    "zip_bomb": (
        "压缩内容展开后有 {size} MB（上限 {limit} MB），不像正常的文件，没有打开它。",
        "Its content would unpack to {size} MB (limit {limit} MB); that is no normal document, so it was not opened.",
    ),
    "pdf_broken": (
        "PDF 已损坏或不完整：{why}。请重新下载。",
        "The PDF is damaged or cut: {why}. Download it again.",
    ),
    "pdf_encrypted": (
        "PDF 设了打开密码。请取消密码后重试。",
        "The PDF is protected by a password. Remove it and try again.",
    ),
    "pdf_scanned": (
        "这是扫描件：{pages} 页里没有文字，只有图像。请先用 OCR 软件识别成文字，或找文字版。",
        "This is a scan: its {pages} pages hold pictures and no text. Run OCR on it first, or find a text version.",
    ),
    "pdf_garbled": (
        "PDF 的文字层不能用：{share}% 的字符没有对应的文字（字体缺少编码表）。请用 OCR 识别，或找别的版本。",
        "The text layer of the PDF is useless: {share}% of its characters have no meaning (fonts without a code table). Run OCR, or find another version.",
    ),
    "html_no_text": (
        "网页里没有正文（可能由脚本载入）。请在浏览器中打开，把正文复制到 .txt 文件。",
        "The page holds no text (a script may load it). Open it in a browser and copy the text into a .txt file.",
    ),
}


class ReadError(Exception):
    """A file that cannot be read as a statute. ``code`` names the message, ``values`` fill it, ``name`` is the file."""

    def __init__(self, code: str, name: str, **values: object) -> None:
        self.code, self.name = code, name
        self.values: dict[str, str] = {key: str(value) for key, value in values.items()}
        super().__init__(self.message())

    def message(self, language: str = "zh") -> str:
        """File, cause and what to do, in ``language`` (``zh`` or ``en``)."""
        text = _MESSAGES[self.code][1 if language == "en" else 0].format(**self.values)
        return f"{self.name}: {text}" if language == "en" else f"{self.name}：{text}"

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.name, self.values)


def _again(code: str, name: str, values: dict[str, str]) -> ReadError:
    return ReadError(code, name, **values)
