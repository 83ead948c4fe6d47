using System.Security;
using Weir.Generation.Code;

namespace Weir.Generation.Packaging;

/// <summary>How a generated package finds Weir: a project on this machine, or a folder that holds its NuGet package.</summary>
/// <remarks>The only part of a package that names a place on a machine; it is in no hash.</remarks>
public sealed record WeirReference
{
    private const string LocalProps = "Weir.local.props";
    private const string NuGetConfig = "nuget.config";
    private const string Mark = "Where the Weir package stands on this machine; in no hash.";

    private WeirReference(string? project, string? feed)
    {
        Project = project;
        Feed = feed;
    }

    /// <summary>The full path of <c>Weir.csproj</c>, or null.</summary>
    public string? Project { get; }

    /// <summary>The full path of the folder with the Weir package, or null.</summary>
    public string? Feed { get; }

    /// <summary>Refers to a project. Throws <see cref="FileNotFoundException"/> when it is not there.</summary>
    public static WeirReference ToProject(string project)
    {
        var full = Path.GetFullPath(project);
        return File.Exists(full)
            ? new WeirReference(full, null)
            : throw new FileNotFoundException($"There is no project '{project}'.", full);
    }

    /// <summary>Refers to the package in a folder. Throws <see cref="DirectoryNotFoundException"/> when the folder is not there.</summary>
    public static WeirReference ToPackage(string folder)
    {
        var full = Path.GetFullPath(folder);
        return Directory.Exists(full)
            ? new WeirReference(null, full)
            : throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
    }

    /// <summary>Finds Weir from where a program stands: the package that was installed beside it, else the checkout around it; null when there is neither.</summary>
    public static WeirReference? Find(params IEnumerable<string> startingPoints)
    {
        var folders = startingPoints.ToArray();
        foreach (var folder in folders)
        {
            var feed = Path.Combine(folder, "packages");
            if (Directory.Exists(feed) && Directory.EnumerateFiles(feed, "Weir.*.nupkg").Any())
            {
                return ToPackage(feed);
            }
        }

        foreach (var start in folders)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var project = Path.Combine(folder.FullName, "src", "Weir", "Weir.csproj");
                if (File.Exists(project))
                {
                    return ToProject(project);
                }
            }
        }

        return null;
    }

    internal GeneratedFile ToFile() => Project is not null
        ? new GeneratedFile(LocalProps, $"""
            <!-- Where Weir stands on this machine; in no hash, not for version control. -->
            <Project>
              <PropertyGroup>
                <WeirProject>{SecurityElement.Escape(Project)}</WeirProject>
              </PropertyGroup>
            </Project>

            """)
        : new GeneratedFile(NuGetConfig, $"""
            <?xml version="1.0" encoding="utf-8"?>
            <!-- {Mark} The other sources are those of the machine. -->
            <configuration>
              <packageSources>
                <add key="weir" value="{SecurityElement.Escape(Feed)}" />
              </packageSources>
            </configuration>

            """);

    /// <summary>Removes what an earlier generation wrote to find Weir, so that only one way is left; a nuget.config of the user's own stays.</summary>
    internal static void RemoveFrom(string package)
    {
        File.Delete(Path.Combine(package, LocalProps));
        var config = Path.Combine(package, NuGetConfig);
        if (File.Exists(config) && File.ReadAllText(config).Contains(Mark, StringComparison.Ordinal))
        {
            File.Delete(config);
        }
    }
}
