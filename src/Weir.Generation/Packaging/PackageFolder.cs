using System.Text;
using Weir.Generation.Code;

namespace Weir.Generation.Packaging;

/// <summary>Puts packages into the output folder: each is written beside its place and moved there whole.</summary>
/// <remarks>
/// What the user owns is taken over from the package that stands there already; what was generated before and is not generated
/// any more is left out. A run that was broken off leaves its working folder; the next run puts back what it had set aside.
/// </remarks>
internal sealed class PackageFolder : IDisposable
{
    private const string WorkPrefix = ".weir-";

    private readonly string _output;
    private readonly string _work;

    private PackageFolder(string output, string work)
    {
        _output = output;
        _work = work;
    }

    /// <summary>Opens an output folder, made if it is not there. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when it cannot be written.</summary>
    public static PackageFolder Open(string output)
    {
        var full = Path.GetFullPath(output);
        Directory.CreateDirectory(full);
        foreach (var leftOver in Directory.EnumerateDirectories(full, WorkPrefix + "*"))
        {
            Recover(full, leftOver);
        }

        var work = Directory.CreateDirectory(Path.Combine(full, WorkPrefix + Path.GetRandomFileName())).FullName;
        return new PackageFolder(full, work);
    }

    /// <summary>Writes a package and returns its full path.</summary>
    public string Put(string name, IEnumerable<GeneratedFile> files)
    {
        var place = Path.Combine(_output, name);
        var fresh = Path.Combine(_work, "new", name);
        var aside = Path.Combine(_work, "old", name);
        Directory.CreateDirectory(fresh);
        if (Directory.Exists(place))
        {
            TakeOver(place, fresh);
        }

        foreach (var file in files)
        {
            var path = Path.Combine(fresh, file.Path);
            if (!file.IsOwned || !File.Exists(path))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }
        }

        if (Directory.Exists(place))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            Directory.Move(place, aside);
        }

        Directory.Move(fresh, place);
        if (Directory.Exists(aside))
        {
            Directory.Delete(aside, recursive: true);
        }

        return place;
    }

    public void Dispose() => Recover(_output, _work);

    private static void Recover(string output, string work)
    {
        var old = Path.Combine(work, "old");
        if (Directory.Exists(old))
        {
            foreach (var aside in Directory.EnumerateDirectories(old))
            {
                var place = Path.Combine(output, Path.GetFileName(aside));
                if (!Directory.Exists(place))
                {
                    Directory.Move(aside, place);
                }
            }
        }

        Directory.Delete(work, recursive: true);
    }

    // Copies what is the user's: everything but what a generation writes and what a build makes.
    private static void TakeOver(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo folder)
            {
                if (folder.Name is not ("bin" or "obj"))
                {
                    TakeOver(folder.FullName, target);
                }
            }
            else if (!entry.Name.EndsWith(".g.cs", StringComparison.Ordinal))
            {
                ((FileInfo)entry).CopyTo(target);
            }
        }
    }
}
