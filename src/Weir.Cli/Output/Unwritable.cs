namespace Weir.Cli.Output;

/// <summary>Nothing can be shown: the disk is full that standard output goes to, or it is closed.</summary>
internal static class Unwritable
{
    /// <summary>Says so, as far as there is anything to say it on.</summary>
    public static int Report(Exception problem)
    {
        try
        {
            Console.Error.WriteLine($"error: The output cannot be written: {problem.Message}");
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            // The exit code is all that is left.
        }

        return ExitCode.Failed;
    }
}
