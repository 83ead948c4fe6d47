namespace Weir.Cli.Output.Running;

/// <summary>For whom a run is shown.</summary>
internal enum RunDisplayFormat
{
    /// <summary>For people: a tree that moves on a terminal, plain lines elsewhere, and a summary.</summary>
    Text,

    /// <summary><c>--json</c>: one document at the end.</summary>
    Json,

    /// <summary><c>--json-events</c>: a line for each event, and the document as the last one.</summary>
    JsonEvents,
}
