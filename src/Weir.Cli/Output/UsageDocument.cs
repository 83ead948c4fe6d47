namespace Weir.Cli.Output;

/// <summary>The JSON document of a command that did nothing: the fields of its document, empty, and <c>errors</c>, one sentence each.</summary>
internal static class UsageDocument
{
    /// <summary>Makes the document.</summary>
    /// <param name="command">The name of the command; another than those there are, such as a mistyped one, has no fields of its own.</param>
    /// <param name="status">What became of it, in the words of its document.</param>
    /// <param name="errors">What is wrong.</param>
    public static object Of(string command, string status, IReadOnlyList<string> errors) => command switch
    {
        "generate" => new { Status = status, DurationMs = 0, Packages = None, Failed = None, Stages = None, Speedup = Null, Errors = errors },
        "run" or "resume" => new
        {
            RunId = Null,
            Workflow = Null,
            Status = status,
            DurationMs = 0,
            Stages = None,
            Usage = new { Tokens = 0, CostUsd = 0 },
            Speedup = Null,
            Baseline = Null,
            Outputs = new { },
            Pauses = None,
            Journal = Null,
            Errors = errors,
        },
        "validate" => new { Passed = false, Score = 0, Validators = None, Files = None, Refused = None, Notes = None, Errors = errors },
        "check" => new { Files = None, Errors = errors },
        "presets" => new { Presets = None, Errors = errors },
        "prove" => new { Status = status, Machine = Null, Verdict = Null, IsMet = false, Metrics = None, Layers = None, Control = Null, Errors = errors },
        "templates list" => new { Templates = None, Errors = errors },
        "templates show" => new { Id = Null, Kind = Null, Source = Null, Sha256 = Null, Text = Null, Errors = errors },
        "templates check" => new { Valid = false, Templates = None, Replaced = None, Diagnostics = None, Errors = errors },
        "templates render" => new { Status = status, Path = Null, Text = Null, Errors = errors },
        _ => new { Status = status, Errors = errors },
    };

    private static object[] None => [];

    private static object? Null => null;
}
