using Weir.Cli.Commands;

namespace Weir.Cli.Output;

/// <summary>What <c>weir check</c> found.</summary>
internal static class CheckOutput
{
    public static void Write(IReadOnlyList<CheckedFile> files, bool asJson)
    {
        foreach (var finding in files.SelectMany(static file => file.Diagnostics))
        {
            Console.Error.WriteLine(finding);
        }

        if (asJson)
        {
            Json.Write(new { Files = files.Select(ToJson) });
            return;
        }

        foreach (var file in files)
        {
            Console.Out.WriteLine($"{file.Path}: {(file.IsValid ? "valid" : "not valid")}");
            foreach (var (kind, value) in file.Workflow?.Permissions ?? [])
            {
                Console.Out.WriteLine($"  may {Deed(kind)} {value}");
            }
        }
    }

    private static object ToJson(CheckedFile file) => new
    {
        file.Path,
        Valid = file.IsValid,
        Diagnostics = file.Diagnostics.Select(static finding => new
        {
            finding.Severity,
            finding.Code,
            finding.Message,
            finding.Position.Line,
            finding.Position.Column,
        }),
    };

    private static string Deed(PermissionKind kind) => kind switch
    {
        PermissionKind.Http => "talk to",
        PermissionKind.Shell => "run",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
