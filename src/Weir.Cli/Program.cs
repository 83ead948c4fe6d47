using System.CommandLine;
using Weir.Cli;
using Weir.Cli.Commands;
using Weir.Cli.Commands.Proving;
using Weir.Cli.Output;

var root = new RootCommand("Weir: contracts in, tested node packages out; code judged; workflow files checked, drawn and run.")
{
    GenerateCommand.Create(),
    CheckCommand.Create(),
    ValidateCommand.Create(),
    GraphCommand.Create(),
    SchemaCommand.Create(),
    RunCommand.Create(),
    ResumeCommand.Create(),
    TemplatesCommand.Create(),
    PresetsCommand.Create(),
    ProveCommand.Create(),
};

var parsed = root.Parse(args);
try
{
    return parsed.Errors.Count > 0 ? UsageError.Report(parsed) : await InvokeAsync();
}
catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
{
    // Whatever else can fail so is caught where it is done: this is standard output, or standard error.
    return Unwritable.Report(problem);
}

Task<int> InvokeAsync() => parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10), EnableDefaultExceptionHandler = false });
