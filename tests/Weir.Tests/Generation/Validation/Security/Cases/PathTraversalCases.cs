namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class PathTraversalCases
{
    public static readonly string[] All =
    [
        """
        public string Read(string name) => File.ReadAllText(Path.Combine("/srv/data", name)); //!
        public void Write(string name, string text) => File.WriteAllText("/srv/" + name + ".txt", text); //!
        public void Keep(string text) => File.WriteAllText("/srv/a.txt", text);
        """,
        """
        public async Task<string> Read(string name, CancellationToken token)
        {
            await using var stream = new FileStream($"/srv/{name}", FileMode.Open); //!
            using var reader = new StreamReader(stream);
            using var other = new StreamReader(name); //!
            return await reader.ReadToEndAsync(token);
        }
        """,
        """
        private readonly string _root = "/srv/data";
        public byte[] Read(string name)
        {
            var full = Path.GetFullPath(Path.Combine(_root, name));
            if (!full.StartsWith(_root, StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException();
            }
            return File.ReadAllBytes(full); //!
        }
        """,
        """
        private const string Root = "/srv/data/";
        public byte[] Read(string name)
        {
            var path = Path.Combine(Root, name);
            if (!path.StartsWith(Root, StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException();
            }
            return File.ReadAllBytes(path); //!
        }
        """,
        """
        public byte[] Read(string name)
        {
            if (name.Contains(".."))
            {
                throw new ArgumentException("bad", nameof(name));
            }
            return File.ReadAllBytes(Path.Combine("/srv", name.Replace("../", ""))); //!
        }
        """,
        """
        public void Extract(Stream upload, string folder)
        {
            using var archive = new ZipArchive(upload);
            foreach (var entry in archive.Entries)
            {
                entry.ExtractToFile(Path.Combine("/srv", entry.FullName)); //!
            }
        }
        """,
        """
        public IEnumerable<string> All(string[] names) => names.Select(name => File.ReadAllText(name)); //!
        public IEnumerable<string> More(string[] names) => names.Select(File.ReadAllText); //!
        """,
        """
        public void Delete(string name)
        {
            var info = new FileInfo(Path.Combine("/srv", name)); //!
            info.Delete();
            Directory.Delete("/srv/" + name, true); //!
        }
        """,
        """
        public string Configuration() => File.ReadAllText(Environment.GetEnvironmentVariable("CONFIG") ?? "/etc/x"); //!
        public string this[string name] => File.ReadAllText(name); //!
        """,
        """
        public string Read(string name) => ReadCore(name);
        private static string ReadCore(string file) => Load(file + ".txt");
        private static string Load(string path)
        {
            using var reader = new StreamReader(path); //!
            return reader.ReadToEnd();
        }
        """,
        // Clean from here on.
        """
        public string Read(string name) => File.ReadAllText(Path.Combine("/srv/data", Path.GetFileName(name)));
        public string Read2(int id, Guid key) => File.ReadAllText($"/srv/{id}/{key:N}.txt");
        """,
        """
        private const string Root = "/srv/data/";
        public byte[] Read(string name)
        {
            var path = Path.GetFullPath(Path.Combine(Root, name));
            if (!path.StartsWith(Root, StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException();
            }
            return File.ReadAllBytes(path);
        }
        """,
        """
        private readonly string _root;
        public Sample(string root)
        {
            _root = Path.GetFullPath(root) + Path.DirectorySeparatorChar;
        }
        public byte[]? Read(string name)
        {
            var path = Path.GetFullPath(Path.Combine(_root, name));
            return path.StartsWith(_root, StringComparison.Ordinal) ? File.ReadAllBytes(path) : null;
        }
        """,
        """
        private static readonly string Root = Path.GetFullPath("/srv/data");
        public byte[] Read(string name)
        {
            return File.ReadAllBytes(Resolve(name));
        }
        private static string Resolve(string name)
        {
            var path = Path.GetFullPath(name, Root);
            if (!path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException();
            }
            return path;
        }
        """,
        """
        public byte[] Read(string name)
        {
            var root = Path.GetFullPath("/srv/data");
            var path = Path.GetFullPath(Path.Combine(root, name));
            var relative = Path.GetRelativePath(root, path);
            if (relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative))
            {
                throw new UnauthorizedAccessException();
            }
            return File.ReadAllBytes(path);
        }
        """,
        """
        public byte[] Read(string name, string other)
        {
            if (name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || other != Path.GetFileName(other))
            {
                throw new ArgumentException("bad", nameof(name));
            }
            return File.ReadAllBytes(Path.Combine("/srv", name, other));
        }
        """,
        """
        public byte[] Read(string name) => name switch
        {
            "a" => File.ReadAllBytes("/srv/a"),
            "b" or "c" => File.ReadAllBytes("/srv/" + name),
            _ => [],
        };
        """,
        """
        public sealed class Upload { public string FileName { get; set; } = ""; public Stream Content { get; set; } = Stream.Null; }
        public async Task Save(Upload upload, CancellationToken token)
        {
            var name = $"{Guid.NewGuid():N}{Path.GetExtension(upload.FileName)}";
            await using var file = File.Create(Path.Combine("/srv/uploads", name));
            await upload.Content.CopyToAsync(file, token);
        }
        """,
        """
        public string Read(string url)
        {
            using var reader = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(url)));
            using var text = new StringReader(url);
            return reader.ReadToEnd() + text.ReadToEnd();
        }
        """,
        """
        public byte[] Read(string key)
        {
            var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
            var safe = new string(key.Where(char.IsLetterOrDigit).ToArray());
            var cut = Regex.Replace(key, "[^a-zA-Z0-9_-]", "");
            return File.ReadAllBytes(Path.Combine("/srv", name, safe, cut));
        }
        """,
    ];
}
