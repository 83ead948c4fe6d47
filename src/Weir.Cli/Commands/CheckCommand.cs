using System.CommandLine;
using System.CommandLine.Parsing;
using Weir.Cli.Output;
using Weir.Generation.Contracts;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary><c>weir check</c>: says what is wrong with workflow and contract files, and runs nothing.</summary>
internal sealed class CheckCommand
{
    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Workflow files and contract files. A file with the key 'weir' or 'stages' is a workflow.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "FILE",
    };

    private readonly Option<string[]> _allow = WorkflowOptions.Allow();

    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var check = new CheckCommand();
        var command = new Command("check", """
            Checks workflow and contract files without running anything. Exit code 0: all are valid; 1: some are; 2: none is.

            Example:
              weir check report.yaml
              weir check report.yaml --allow http=127.0.0.1:8080 --json
            """)
        {
            check._files,
            check._allow,
            check._json,
        };
        command.SetAction(check.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var names = parsed.GetValue(_files)!;
        if (names.FirstOrDefault(static name => name.StartsWith('-')) is { } option && parsed.Tokens.All(static token => token.Type != TokenType.DoubleDash))
        {
            return UsageError.Report(parsed, $"Unknown option '{option}'. (A file of that name is written ./{option}.)");
        }

        try
        {
            var options = WorkflowOptions.Read(parsed.GetValue(_allow));
            var files = new List<CheckedFile>();
            foreach (var name in names)
            {
                files.Add(await CheckAsync(name, options, cancellationToken));
            }

            CheckOutput.Write(files, parsed.GetValue(_json));
            return files.TrueForAll(static file => file.IsValid) ? ExitCode.Done
                : files.Exists(static file => file.IsValid) ? ExitCode.Failed
                : ExitCode.Unusable;
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

    private static async Task<CheckedFile> CheckAsync(string path, WorkflowFileOptions options, CancellationToken cancellationToken)
    {
        var (content, problem) = await SourceFile.ReadAsync(path, cancellationToken);
        if (content is null)
        {
            return new CheckedFile(path, null, [new Diagnostic(DiagnosticSeverity.Error, YamlCodes.Unreadable, problem!, new SourcePosition(path, 0, 0))]);
        }

        var yaml = YamlReader.Read(content, path);
        if (!SourceFile.IsWorkflow(yaml))
        {
            return new CheckedFile(path, null, ContractReader.Read(yaml, path).Diagnostics);
        }

        var workflow = WorkflowFile.Read(yaml, path, options);
        return new CheckedFile(path, workflow.File, workflow.Diagnostics);
    }
}
