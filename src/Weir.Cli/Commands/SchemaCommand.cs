using System.CommandLine;
using Weir.Yaml.Files;

namespace Weir.Cli.Commands;

/// <summary><c>weir schema</c>: prints the JSON Schema of workflow files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", """
            Prints the JSON Schema of workflow files, which knows the step types of this tool. An editor with it completes keys and marks mistakes.

            Example:
              weir schema > workflow.schema.json
              and in a workflow file: # yaml-language-server: $schema=workflow.schema.json
            """);
        command.SetAction(static _ => Print());
        return command;
    }

    private static int Print()
    {
        Console.Out.Write(WorkflowSchema.Create(WorkflowOptions.Read(null).Types));
        return ExitCode.Done;
    }
}
