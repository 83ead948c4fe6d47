
namespace Weir.Generation.Packaging;

/// <summary>How a generated package finds Weir: a project on this machine, or a folder that holds its NuGet package.</summary>
/// <remarks>The only part of a package that names a place on a machine; it is in no hash.</remarks>
public sealed record WeirReference
{
    private const string LocalProps = "Weir.local.props";

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

    /// <summary>Writes into a package how it finds Weir, in place of any earlier way.</summary>
    internal void WriteTo(string package)
    {
        // Deleted, not written over: a link that stands there leads outside the package.
        var props = Path.Combine(package, LocalProps);
        File.Delete(props);
        if (Project is null)
        {
            FeedConfig.Set(package, Feed!);
            return;
        }

        FeedConfig.Remove(package);
        File.WriteAllText(props, $"""
            <!-- Where Weir stands on this machine; in no hash, not for version control. -->
            <Project>
              <PropertyGroup>
                <WeirProject>{MsBuildText.Escape(Project)}</WeirProject>
              </PropertyGroup>
            </Project>

            """);
    }
}
