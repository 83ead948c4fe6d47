using System.CommandLine;
using Weir.Cli;
using Weir.Cli.Commands;
using Weir.Cli.Output;

var root = new RootCommand("Weir: contracts in, tested node packages out; workflow files checked, drawn and run.")
{
    GenerateCommand.Create(),
    CheckCommand.Create(),
    GraphCommand.Create(),
    SchemaCommand.Create(),
    RunCommand.Create(),
    ResumeCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    return UsageError.Report(parsed);
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10), EnableDefaultExceptionHandler = false });
