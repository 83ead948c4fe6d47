using System.CommandLine;
using Weir.Cli.Output;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary><c>weir graph</c>: prints a workflow file as a graph.</summary>
internal sealed class GraphCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "The workflow file.",
        HelpName = "FILE",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "mermaid (default) or dot, which Graphviz reads.",
        HelpName = "FORMAT",
        DefaultValueFactory = static _ => "mermaid",
    };

    private readonly Option<string[]> _allow = WorkflowOptions.Allow();

    public static Command Create()
    {
        var graph = new GraphCommand();
        graph._format.AcceptOnlyFromAmong("mermaid", "dot");
        var command = new Command("graph", """
            Prints a workflow file as a graph: stages, steps, and which step needs which.

            Example:
              weir graph report.yaml
              weir graph report.yaml --format dot | dot -Tsvg > report.svg
            """)
        {
            graph._file,
            graph._format,
            graph._allow,
        };
        command.SetAction(graph.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var path = parsed.GetValue(_file)!;
            var options = WorkflowOptions.Read(parsed.GetValue(_allow));
            var (content, problem) = await SourceFile.ReadAsync(path, cancellationToken);
            if (content is null)
            {
                return UsageError.Report(parsed, problem!);
            }

            return Print(WorkflowFile.Read(content, path, options), parsed.GetValue(_format)!);
        }
        catch (FormatException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return UsageError.ReportCancelled(parsed);
        }
    }

    private static int Print(WorkflowFileReading reading, string format)
    {
        foreach (var finding in reading.Diagnostics)
        {
            Console.Error.WriteLine(finding);
        }

        if (reading.File is not { } workflow)
        {
            return ExitCode.Unusable;
        }

        Console.Out.Write(format == "dot" ? workflow.ToDot() : workflow.ToMermaid());
        return ExitCode.Done;
    }
}
