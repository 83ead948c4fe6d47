using System.ComponentModel;
using System.Diagnostics;

namespace Weir.Yaml.StepTypes;

/// <summary><c>shell.run</c>.</summary>
/// <param name="maxBytes">How much is kept of what the program writes to each of its outputs.</param>
internal sealed class ShellRunStep(int maxBytes = ShellRunStep.DefaultMaxBytes) : StepType(
    "shell.run",
    "Runs a program, without a shell.",
    new StepParameter("command", ValueShape.Text, "The program: a bare name, which is looked for in PATH, or a path in the folder of the workflow.") { IsRequired = true, Permission = PermissionKind.Shell },
    new StepParameter("args", ValueShape.AnyList, "Its arguments, each a text or a number; nothing in them is expanded or split."),
    new StepParameter("cwd", ValueShape.Text, "The folder that it runs in; default that of the workflow, any other needs the permission to read it."),
    new StepParameter("env", ValueShape.AnyMap, "Variables of its environment, besides the few that every program needs."),
    new StepParameter("stdin", ValueShape.Text, "What it can read from its standard input, as UTF-8; default nothing."),
    new StepParameter(ExpectedCodes.Name, ValueShape.Any, "The exit code, or a list of them, with which the step completes; default 0."))
{
    internal const int DefaultMaxBytes = 1024 * 1024;

    public override ValueShape OutputOf(IReadOnlySet<string> given) =>
        ValueShape.MapOf(("exit-code", ValueShape.WholeNumber), ("stdout", ValueShape.Text), ("stderr", ValueShape.Text));

    public override IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals)
    {
        var variables = literals.GetValueOrDefault("env") as IReadOnlyDictionary<string, object?>;
        var problems = variables?.Select(static variable => ChildEnvironment.Problem(variable.Key, variable.Value)).OfType<string>() ?? [];
        IEnumerable<string> line = literals.GetValueOrDefault("command") is string command && !command.AsSpan().ContainsAny('/', '\\') && HintAtArguments(command) is { } hint ? [hint] : [];
        return line.Select(static hint => ("command", $"'command' is the name of a program alone, and it has a blank; {hint}"))
            .Concat(problems.Select(static problem => ("env", problem)))
            .Concat(ExpectedCodes.Check(literals));
    }

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var command = arguments.Text("command");
        var expected = ExpectedCodes.Of(arguments) ?? [0];
        arguments.Access.Demand(PermissionKind.Shell, command);
        var folder = FolderOf(arguments);
        if (!Directory.Exists(folder))
        {
            return context.Fail<object?>($"'cwd' is '{arguments.Text("cwd")}', which is no folder; make it before.");
        }

        if (ProgramPath.Find(command, arguments.Access) is not { } program)
        {
            var remedy = HintAtArguments(command) ?? "install it so that PATH has it, or give its path in the folder of the workflow.";
            return context.Fail<object?>($"There is no program '{command}' that can be run; {remedy}");
        }

        try
        {
            var start = StartOf(program, folder, arguments);
            var child = await ChildProcess.RunAsync(start, arguments.Text("stdin", ""), maxBytes, context.Time, context.CancellationToken).ConfigureAwait(false);
            return expected.Contains(child.ExitCode)
                ? new OrderedDictionary<string, object?> { ["exit-code"] = (long)child.ExitCode, ["stdout"] = child.Output.Text, ["stderr"] = child.Errors.Text }
                : context.Fail<object?>($"'{command}' ended with exit code {child.ExitCode}, where {string.Join(" or ", expected)} is expected; the end of stderr: {child.Errors.LastLines}");
        }
        catch (Win32Exception error)
        {
            return context.Fail<object?>($"'{command}' cannot be run: {error.Message}");
        }
    }

    /// <summary>How to write what looks like a line for a shell; null: it does not.</summary>
    private static string? HintAtArguments(string command)
    {
        var words = command.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? null : $"there is no shell, so its arguments go into 'args': command: {words[0]}, args: [{string.Join(", ", words[1..].Select(static word => $"\"{word}\""))}].";
    }

    /// <summary>The folder to run in: that of the workflow without a question, any other if it may be read.</summary>
    private static string FolderOf(StepArguments arguments)
    {
        var given = arguments.Text("cwd", ".");
        var own = arguments.Access.Folder;
        var isOwn = !given.Contains('\0', StringComparison.Ordinal) && Path.TrimEndingDirectorySeparator(Path.GetFullPath(given, own)) == own;
        return isOwn ? own : arguments.Access.PathToRead(given);
    }

    private static ProcessStartInfo StartOf(string program, string folder, StepArguments arguments)
    {
        var texts = arguments.Texts("args");
        if (texts.Any(static text => text.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("An item of 'args' has a NUL character, where a program would see its end; remove it.");
        }

        var start = new ProcessStartInfo(program, texts)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ChildEnvironment.Fill(start.Environment, arguments.Map("env"));
        return start;
    }
}
