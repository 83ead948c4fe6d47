using System.IO.Enumeration;

namespace Weir.Yaml.Files;

/// <summary>A path in which names may have <c>*</c> (any characters) and <c>?</c> (one), and a whole name may be <c>**</c> (any folders).</summary>
/// <remarks>The folder before the first of these must be permitted to be read, and so must every file that is found. Folders that are links are not entered.</remarks>
internal sealed class FilePattern
{
    /// <summary>How many files one pattern may stand for.</summary>
    public const int MaxFiles = 1_000_000;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, MatchType = MatchType.Simple };

    private readonly string _pattern;
    private readonly StepAccess _access;
    private readonly string[] _names;

    public FilePattern(string pattern, StepAccess access)
    {
        _pattern = pattern.Replace('\\', '/');
        _access = access;
        _names = _pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The files, as paths relative to the folder of the workflow, or absolute where the pattern is.</summary>
    /// <exception cref="PermissionDeniedException">Something is not permitted to be read.</exception>
    /// <exception cref="IOException">There is no such folder or, where the pattern has no <c>*</c> and <c>?</c>, no such file.</exception>
    public IEnumerable<string> Paths()
    {
        var fixedNames = _names.TakeWhile(static name => !name.AsSpan().ContainsAny('*', '?')).Count();
        var isFile = fixedNames == _names.Length;
        var start = (_pattern.StartsWith('/') ? "/" : "") + string.Join('/', _names.Take(isFile ? fixedNames - 1 : fixedNames));
        if (isFile)
        {
            return File.Exists(_access.PathToRead(_pattern)) ? [_pattern] : throw new IOException($"There is no file {DiagnosticText.Quote(_pattern)}.");
        }

        var folder = _access.PathToRead(start.Length == 0 ? "." : start);
        return Directory.Exists(folder) ? Limited(Below(start, fixedNames)) : throw new IOException($"There is no folder {DiagnosticText.Quote(start)}.");
    }

    private IEnumerable<string> Limited(IEnumerable<string> paths)
    {
        var count = 0;
        foreach (var path in paths)
        {
            yield return ++count <= MaxFiles ? path : throw new IOException($"The pattern {DiagnosticText.Quote(_pattern)} stands for more than {MaxFiles} files.");
        }
    }

    /// <param name="folder">Where to look.</param>
    /// <param name="at">Which of the names comes next.</param>
    private IEnumerable<string> Below(string folder, int at)
    {
        var (name, isLast) = (_names[at], at == _names.Length - 1);
        var entries = new DirectoryInfo(Path.GetFullPath(folder, _access.Folder)).EnumerateFileSystemInfos("*", Everything);
        foreach (var entry in entries)
        {
            var path = folder.Length == 0 || folder == "/" ? folder + entry.Name : $"{folder}/{entry.Name}";
            var isFolder = entry is DirectoryInfo && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
            if (name == "**")
            {
                foreach (var found in isFolder ? Below(path, at) : [])
                {
                    yield return found;
                }
            }
            else if (!FileSystemName.MatchesSimpleExpression(name, entry.Name, ignoreCase: false))
            {
                continue;
            }

            if (isLast && entry is FileInfo)
            {
                _access.PathToRead(path);
                yield return path;
            }
            else if (!isLast && isFolder && name != "**")
            {
                foreach (var found in Below(path, at + 1))
                {
                    yield return found;
                }
            }
        }

        if (name == "**" && !isLast)
        {
            foreach (var found in Below(folder, at + 1))
            {
                yield return found;
            }
        }
    }
}
