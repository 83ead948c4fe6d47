namespace Weir.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work failed, or some inputs were refused while others were done.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage, or no input was usable: nothing was run.</summary>
    public const int Unusable = 2;

    /// <summary>Cancelled or timed out.</summary>
    public const int Cancelled = 3;

    /// <summary>Paused: a person is to answer.</summary>
    public const int Paused = 4;
}
