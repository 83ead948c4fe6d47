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

    private const string LockSuffix = ".lock";

    private const int MostAttempts = 5;

    private readonly string _output;
    private readonly string _work;
    private readonly bool _isNew;

    // Stands beside the working folder, from before it is made until after it is gone, so that no other run takes the folder for one that was broken off.
    private readonly FileStream _lock;

    private PackageFolder(string output, bool isNew)
    {
        _output = output;
        _isNew = isNew;
        (_work, _lock) = Lock(output);
        try
        {
            Directory.CreateDirectory(_work);
        }
        catch
        {
            Release(_lock);
            throw;
        }
    }

    // Between the making of a lock and its being held another run may take it for one that was left; then this run takes another name.
    private static (string Work, FileStream Held) Lock(string output)
    {
        for (var attempt = 1; ; attempt++)
        {
            var work = Path.Combine(output, WorkPrefix + Path.GetRandomFileName());
            try
            {
                var held = new FileStream(work + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                if (File.Exists(held.Name))
                {
                    return (work, held);
                }

                held.Dispose();
            }
            catch (IOException problem) when (attempt < MostAttempts && problem is not DirectoryNotFoundException)
            {
                // The other run has it, and takes it away.
            }
        }
    }

    /// <summary>Opens an output folder, made if it is not there. Throws <see cref="OutputFolderException"/> when it cannot be written.</summary>
    public static PackageFolder Open(string output)
    {
        try
        {
            try
            {
                return OpenCore(Path.GetFullPath(output));
            }
            catch (DirectoryNotFoundException)
            {
                // Another run had made the folder, put nothing there, and took it away just now.
                return OpenCore(Path.GetFullPath(output));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new OutputFolderException(output, problem);
        }
    }

    private static PackageFolder OpenCore(string full)
    {
        var isNew = !Directory.Exists(full);
        Directory.CreateDirectory(full);
        foreach (var leftOver in LeftOvers(full))
        {
            RecoverIfAbandoned(full, leftOver);
        }

        return new PackageFolder(full, isNew);
    }

    // A run may have been broken off when it had a folder and a lock, or one of them.
    private static IEnumerable<string> LeftOvers(string output) => Directory.GetDirectories(output, WorkPrefix + "*")
        .Concat(Directory.GetFiles(output, WorkPrefix + "*" + LockSuffix).Select(static file => file[..^LockSuffix.Length]))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Whether a package stands there already.</summary>
    public bool Has(string name) => Directory.Exists(Path.Combine(_output, name));

    /// <summary>Writes a package and returns its full path. Throws <see cref="IOException"/> when it cannot be written; what was there stays.</summary>
    public string Put(string name, IEnumerable<GeneratedFile> files, WeirReference reference)
    {
        try
        {
            return PutCore(name, files, reference);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The package {name} cannot be written into '{_output}', where everything stays as it was: {problem.Message}", problem);
        }
    }

    private string PutCore(string name, IEnumerable<GeneratedFile> files, WeirReference reference)
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
            Write(fresh, file);
        }

        reference.WriteTo(fresh);
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

    private static void Write(string package, GeneratedFile file)
    {
        var path = Path.Combine(package, file.Path);
        RefuseLinkedFolders(package, Path.GetDirectoryName(file.Path)!);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Directory.Exists(path))
        {
            throw new IOException($"{file.Path} of the package is a folder, and a file of that name is generated; rename the folder.");
        }

        if (!file.IsOwned)
        {
            // Where a link stands, the link goes: nothing is written through it, outside the package.
            File.Delete(path);
        }

        // A link of the user's own may lead nowhere from the working folder; it is left as it is all the same.
        if (!File.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            File.WriteAllText(path, file.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    private static void RefuseLinkedFolders(string package, string folder)
    {
        for (var part = folder; part.Length > 0; part = Path.GetDirectoryName(part)!)
        {
            if (new DirectoryInfo(Path.Combine(package, part)).LinkTarget is not null)
            {
                throw new IOException($"{part} of the package is a link, and generated files would be written outside the package; make it a folder.");
            }
        }
    }

    /// <summary>Removes the working folder, and the output folder if this run made it and put nothing there.</summary>
    public void Dispose()
    {
        Recover(_output, _work);
        Release(_lock);
        if (_isNew && !Directory.EnumerateFileSystemEntries(_output).Any())
        {
            Directory.Delete(_output);
        }
    }

    /// <summary>Puts back what a run had set aside that does not live any more. Held while this is done: one run at a time does it.</summary>
    private static void RecoverIfAbandoned(string output, string work)
    {
        FileStream claim;
        try
        {
            claim = new FileStream(work + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return;
        }

        try
        {
            if (Directory.Exists(work))
            {
                Recover(output, work);
            }
        }
        finally
        {
            Release(claim);
        }
    }

    private static void Release(FileStream held)
    {
        try
        {
            // Gone before it is let go, where that can be: nobody takes up a lock that is about to vanish.
            if (OperatingSystem.IsWindows())
            {
                held.Dispose();
            }

            File.Delete(held.Name);
        }
        catch (IOException)
        {
            // Another run looks at it right now, and deletes it then.
        }
        finally
        {
            held.Dispose();
        }
    }

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

    // Copies what is the user's: everything but what a generation writes and what a build makes beside a project.
    private static void TakeOver(string from, string to)
    {
        Directory.CreateDirectory(to);
        var hasProject = Directory.EnumerateFiles(from, "*.csproj").Any();
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.Name.EndsWith(".g.cs", StringComparison.Ordinal))
            {
                continue;
            }

            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo folder)
            {
                if (!hasProject || folder.Name is not ("bin" or "obj"))
                {
                    TakeOver(folder.FullName, target);
                }
            }
            else
            {
                ((FileInfo)entry).CopyTo(target);
            }
        }
    }
}
