namespace Weir.Tests.Generation.Hostile;

/// <summary>Texts and names that mean something to C#, XML, MSBuild, Markdown, Handlebars or a screen.</summary>
internal static class HostileTexts
{
    public static readonly string[] All =
    [
        "\"", "\\", "\\\"", "'", "`|`", "\"\"\"", "\"\"\"\"\"\"", "$\"{Equals(1)}\"", "@\"x\"", "$@\"{{\"", "\\u0022; throw null; //", "\\", "text\\",
        "*/", "/*", "//", "///", "*/ } } class X { /*", "</summary>", "<summary>", "<script>alert(1)</script>", "]]>", "<![CDATA[", "-->", "<!--", "&lt;&#x202E;", "&",
        "{{", "}}", "{{{", "}}}", "{{x}}", "{{{x}}}", "{{Names.Node}}", "{{#each Operations}}", "{{/each}}", "{{> package/readme}}", "{{!-- x --}}", "\\{{x}}",
        "two\nlines", "two\r\nlines", "two\rlines", "two\fpages", "two\vlines", "next\u0085line", "line\u2028separator", "paragraph\u2029separator", "\n\n\nafter", "before\n\n\n",
        "x\n#if false", "#if false", "#endif", "#line 1 \"x.cs\"", "#pragma warning disable", "#nullable disable", "#error stop", "#r \"x.dll\"", "#region",
        "\u202E} ;reverse", "\u202D\u202C", "\u2066isolate\u2069", "\u2067\u2068\u2069", "\u061C\u200E\u200F", "zero\u200Bwidth\u200C\u200D\u2060", "\uFEFFmark", "soft\u00ADhyphen",
        "\U000E0041\U000E007F tags", "\U000E0100 selector", "\U0001D173 music", "\u3164 filler\u115F\u1160\uFFA0", "\U0001F469\u200D\U0001F4BB emoji", "e\u0301\u0301\u0301", "\uFFFE\uFFFF\uFDD0", "\uE000",
        "\u0001\u0007\u001B[31m\u007F\u009B", "tab\tin it", "$(Property) %(Item) @(List);%24", "%", ";", "$", "@", "#", "a | b \\| c", "[x](javascript:x)", "![x](y)", "  spaces  around  ",
        "../../etc/hosts", "C:\\x", "null", "true", "0", "-1", "~", "- x", "? x", ": x", "!!python/object:os.system", "&a *a", "%YAML", "---", "...",
    ];

    /// <summary>One of ten thousand characters.</summary>
    public static string Long { get; } = string.Concat(Enumerable.Repeat("0123456789", 1000));

    /// <summary>Types that everybody knows, what the generated code itself is made of, what C# keeps for itself.</summary>
    public static readonly string[] Names =
    [
        "Task", "ValueTask", "String", "Object", "Event", "Type", "Attribute", "Exception", "System", "Weir", "Step", "StepContext", "Node", "Nodes", "NodeOptions", "Pipeline", "Executor", "Run",
        "Int64", "Decimal", "Boolean", "Guid", "DateTimeOffset", "DateOnly", "TimeSpan", "List", "IReadOnlyList", "Dictionary", "HashSet", "Func", "Action", "Enum", "Array", "Tuple", "Nullable",
        "Regex", "RegexOptions", "JsonElement", "JsonSerializer", "JsonNode", "JsonPropertyName", "JsonIgnore", "JsonIgnoreCondition", "JsonConverter", "JsonException", "JsonDerivedType", "Utf8JsonReader",
        "Models", "Validation", "Serialization", "Tests", "Rules", "Limit", "TextLimit", "Violation", "Settings", "Options", "Request", "Response", "State", "Transitions", "Description", "Version", "Name", "Kind",
        "Routes", "HealthChecks", "DefaultOptions", "InputFormat", "InputState", "Assert", "Xunit", "Fact", "Theory", "Bare", "Recorder", "Runs", "TestContext", "Global", "Windows", "Microsoft", "Collect", "Text", "Json",
        "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "PrintMembers", "EqualityContract", "Deconstruct", "Clone", "op_Equality", "get_Item",
        "value", "field", "record", "dynamic", "nameof", "var", "async", "await", "yield", "partial", "where", "when", "file", "required", "init", "with", "and", "or", "not", "managed", "unmanaged", "scoped", "extension",
        "class", "int", "new", "this", "base", "null", "default", "operator", "checked", "stackalloc", "namespace", "global::System", "using", "void", "sizeof", "__arglist", "__makeref",
        "input", "output", "context", "problems", "path", "operation", "request", "settings", "options", "sample", "item", "_", "1st", "Main", "Program",
    ];
}
