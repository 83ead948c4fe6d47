using System.CommandLine;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary><c>weir schema</c>: prints the JSON Schema of workflow files, or of files of options, for editors.</summary>
internal sealed class SchemaCommand
{
    private const string Workflows = "workflows";
    private const string Optimizations = "optimizations";

    private readonly Argument<string> _kind = new("kind")
    {
        Description = $"{Workflows} (default) or {Optimizations}: which files the schema is of.",
        HelpName = "KIND",
        DefaultValueFactory = static _ => Workflows,
    };

    public static Command Create()
    {
        var schema = new SchemaCommand();
        schema._kind.AcceptOnlyFromAmong(Workflows, Optimizations);
        var command = new Command("schema", """
            Prints the JSON Schema of workflow files, which knows the step types of this tool, or of files of options. An editor with it completes keys and marks mistakes.

            Example:
              weir schema > workflow.schema.json
              and in a workflow file: # yaml-language-server: $schema=workflow.schema.json
              weir schema optimizations > optimizations.schema.json
              and in a file of options: "$schema": "optimizations.schema.json"
            """)
        {
            schema._kind,
        };
        command.SetAction(schema.Print);
        return command;
    }

    private int Print(ParseResult parsed)
    {
        Console.Out.Write(parsed.GetValue(_kind) == Optimizations ? OptimizationOptionsFile.Schema() : WorkflowSchema.Create(WorkflowOptions.Read(null).Types));
        return ExitCode.Done;
    }
}
