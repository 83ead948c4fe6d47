using System.CommandLine;
using Weir.AI;
using Weir.Generation.StepTypes;
using Weir.Yaml.Files;
using Weir.Yaml.StepTypes;

namespace Weir.Cli.Commands;

/// <summary>What all commands that read workflow files have in common.</summary>
internal static class WorkflowOptions
{
    public static Option<string[]> Allow() => new("--allow")
    {
        Description = "Permits what the file's own 'permissions' do not: read=PATH, write=PATH, http=HOST[:PORT] or shell=COMMAND. May be given several times.",
        HelpName = "KIND=VALUE",
        DefaultValueFactory = static _ => [],
    };

    /// <exception cref="FormatException">A permission is none; the message is for the user.</exception>
    public static WorkflowFileOptions Read(string[]? allowed) => new()
    {
        Types = new StepTypeCatalog([.. StandardStepTypes.All, .. GenerationStepTypes.Create(), .. AIStepTypes.Create()]),
        Allowed = (allowed ?? []).Aggregate(new PermissionSet(), static (all, text) => all.With(Kind(text), text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..])),
    };

    private static PermissionKind Kind(string text) => text.Split('=', 2) switch
    {
        ["read", { Length: > 0 }] => PermissionKind.Read,
        ["write", { Length: > 0 }] => PermissionKind.Write,
        ["http", { Length: > 0 }] => PermissionKind.Http,
        ["shell", { Length: > 0 }] => PermissionKind.Shell,
        _ => throw new FormatException($"--allow: '{text}' is no permission; write read=PATH, write=PATH, http=HOST[:PORT] or shell=COMMAND."),
    };
}
