"""What can go wrong between us and the database, as codes with values; each message says what happened and what to do."""

from __future__ import annotations

from .codes import Name

_MESSAGES: dict[str, Name] = {
    # the managed server
    "no_java": Name(
        "找不到 Java 运行时。请运行 pip install -r requirements.txt，或者用 python -m graph server install 安装离线包。",
        "No Java runtime. Run pip install -r requirements.txt, or python -m graph server install BUNDLE.",
    ),
    "download_failed": Name(
        "下载图数据库时连接中断（{file}：{why}）。请检查网络后重试，已下载的部分会保留；内网可以设置 FAMAI_MAVEN_URL，或者安装离线包。",
        "The download broke off ({file}: {why}). Check the network and try again, what was fetched is kept; "
        "set FAMAI_MAVEN_URL to a mirror, or install a bundle.",
    ),
    "download_cancelled": Name("下载已取消，已下载的部分会保留。", "The download was cancelled; what was fetched is kept."),
    "disk_full": Name(
        "磁盘空间不足（{path}）。请腾出约 {need} MB 后重试，已下载的部分会保留。",
        "The disk is full ({path}). Free about {need} MB and try again; what was fetched is kept.",
    ),
    "not_writable": Name(
        "不能写入 {path}：{why}。请检查权限，或者用 FAMAI_HOME 指定另一个文件夹。",
        "Cannot write to {path}: {why}. Check its permissions or name another folder with FAMAI_HOME.",
    ),
    "checksum": Name(
        "文件 {file} 的校验值与锁定文件不符，没有使用它。请重试；若仍如此，请更换镜像。",
        "The checksum of {file} does not match the lock file; it was not used. Try again, or use another mirror.",
    ),
    "bundle_invalid": Name("离线包 {file} 无效：{why}。", "The bundle {file} is not usable: {why}."),
    "server_owned": Name(
        "这个资料库的数据库正由另一个程序使用（进程 {pid}）。请关闭它，或者用 FAMAI_HOME 指定另一个资料库。",
        "The database of this library is in use by another program (process {pid}). Close it, or name another library "
        "with FAMAI_HOME.",
    ),
    "server_exited": Name(
        "数据库启动失败（退出码 {status}）：{why}。日志：{log}。",
        "The database stopped while starting (exit status {status}): {why}. Log: {log}.",
    ),
    "server_slow": Name(
        "数据库 {seconds} 秒内没有应答。日志：{log}。",
        "The database did not answer within {seconds} s. Log: {log}.",
    ),
    "start_cancelled": Name("已取消启动数据库。", "Starting the database was cancelled."),
    # a server by URI
    "uri_invalid": Name(
        "NEO4J_URI 无效：{uri}。应形如 neo4j://主机:7687 或 bolt://主机:7687。",
        "NEO4J_URI is not valid: {uri}. It should look like neo4j://host:7687 or bolt://host:7687.",
    ),
    "unreachable": Name(
        "连不上数据库 {uri}。请确认它在运行、地址正确。",
        "Cannot reach the database at {uri}. Check that it runs and that the address is right.",
    ),
    "auth": Name(
        "数据库 {uri} 拒绝了用户名或者密码。请检查 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
        "The database at {uri} refused the user name or password. Check NEO4J_USERNAME and NEO4J_PASSWORD.",
    ),
    "version": Name(
        "数据库版本是 {found}，需要 5 或更高版本（建议 5.26）。",
        "The database has version {found}; 5 or later is needed (5.26 recommended).",
    ),
    "no_database": Name(
        "服务器上没有名为 {database} 的数据库。请检查 NEO4J_DATABASE。",
        "There is no database named {database} on the server. Check NEO4J_DATABASE.",
    ),
    "lost": Name(
        "与数据库的连接中断，正在重新连接，请稍后再试。",
        "The connection to the database was lost; it is being made again, try in a moment.",
    ),
    "busy": Name(
        "同时进行的查询太多，数据库没有空闲连接。请稍后再试。",
        "Too many queries at once: no free connection to the database. Try again in a moment.",
    ),
    # typed queries
    "empty": Name("没有查询语句。", "There is no statement."),
    "not_text": Name("语句里有不成字的编码。", "The statement holds code points that are no characters."),
    "syntax": Name("语法错误（第 {line} 行第 {column} 列）：{why}", "Syntax error (line {line}, column {column}): {why}"),
    "parameter": Name("缺少参数：{names}", "Missing parameter: {names}"),
    "several": Name("一次只能运行一条语句。", "Only one statement at a time."),
    "not_read": Name("只能查询，不能修改图数据。", "Only reading is allowed: this statement would change the graph."),
    "operator": Name(
        "查询计划里有不允许的操作：{operator}。只能读取本图的数据。",
        "The plan holds an operation that is not allowed: {operator}. Only our own graph can be read.",
    ),
    "procedure": Name("不允许调用 {name}。可以调用：{allowed}。", "Calling {name} is not allowed. Allowed: {allowed}."),
    "too_long": Name(
        "语句太长（{length} 字，最多 {limit} 字）。", "The statement is too long ({length} characters, at most {limit})."
    ),
    "too_deep": Name(
        "语句嵌套太深（{depth} 层，最多 {limit} 层）。", "The statement is nested too deep ({depth} levels, at most {limit})."
    ),
    "function": Name("不允许使用函数 {name}。", "The function {name} is not allowed."),
    "too_big": Name(
        "结果太大（超过 {limit} MB），已停止。请缩小范围，或者只返回需要的列。",
        "The result is too big (over {limit} MB) and was stopped. Narrow it, or return only the columns you need.",
    ),
    "timeout": Name(
        "查询超过 {seconds} 秒，已停止。请缩小范围，例如加上 LIMIT 或者限定法规。",
        "The query took more than {seconds} s and was stopped. Narrow it, for example with LIMIT or one statute.",
    ),
    "memory": Name("查询需要的内存太多，已停止。请缩小范围。", "The query needed too much memory and was stopped. Narrow it."),
    "query": Name("查询出错：{why}", "The query failed: {why}"),
    "cancelled": Name("查询已取消。", "The query was cancelled."),
    # loading, questions
    "load_failed": Name(
        "《{statute}》没有载入，图里仍是原来的内容：{why}", "{statute} was not loaded, the graph is as before: {why}"
    ),
    "bad_question": Name("问题文件 {file} 第 {line} 行：{why}", "Question file {file}, line {line}: {why}"),
    "no_question": Name("没有名为 {name} 的问题。", "There is no question named {name}."),
    "bad_parameter": Name("参数 {name} 的值不对：{why}", "Bad value for parameter {name}: {why}"),
    "no_file": Name("读不了 {file}：{why}", "Cannot read {file}: {why}"),
}


class GraphError(Exception):
    """An expected failure: ``code`` names it, ``values`` fill its message in the reader's language."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.message("en"))

    def message(self, language: str = "zh") -> str:
        """What happened and what to do, in ``language`` (``zh`` or ``en``)."""
        return _MESSAGES[self.code].text(language).format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.code, self.values)


def _again(code: str, values: dict[str, object]) -> GraphError:
    return GraphError(code, **values)
