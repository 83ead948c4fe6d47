using System.Collections.Frozen;
using Microsoft.CodeAnalysis;

namespace Weir.Generation.Validation.Compliance;

/// <summary>What the members of the platform do. Only the call that does it is named: a file that is open is read without a second finding.</summary>
internal static class Deeds
{
    private const string Make = ".ctor";

    private static readonly FrozenDictionary<string, (Deed Deed, Func<ISymbol, bool> Does)> ByType = new Dictionary<string, (Deed, Func<ISymbol, bool>)>(StringComparer.Ordinal)
    {
        ["System.IO.File"] = (Deed.Files, Static()),
        ["System.IO.Directory"] = (Deed.Files, Static()),
        ["System.IO.FileSystemInfo"] = (Deed.Files, AllBut("Name", "FullName", "Extension", "ToString", Make)),
        ["System.IO.FileInfo"] = (Deed.Files, AllBut("Name", "FullName", "Extension", "DirectoryName", "Directory", "ToString", Make)),
        ["System.IO.DirectoryInfo"] = (Deed.Files, AllBut("Name", "FullName", "Parent", "Root", "ToString", Make)),
        ["System.IO.DriveInfo"] = (Deed.Files, AllBut("Name", "ToString", Make)),
        ["System.IO.FileStream"] = (Deed.Files, Only(Make)),
        ["System.IO.StreamReader"] = (Deed.Files, ByPath(Make)),
        ["System.IO.StreamWriter"] = (Deed.Files, ByPath(Make)),
        ["System.IO.FileSystemWatcher"] = (Deed.Files, Only(Make)),
        ["System.IO.RandomAccess"] = (Deed.Files, Static()),
        ["System.IO.Path"] = (Deed.Files, Only("GetTempFileName", "GetTempPath", "GetRandomFileName", "Exists")),
        ["System.IO.Compression.ZipFile"] = (Deed.Files, Static()),
        ["System.IO.MemoryMappedFiles.MemoryMappedFile"] = (Deed.Files, Static()),
        ["System.IO.Pipes.NamedPipeServerStream"] = (Deed.Processes, Only(Make)),
        ["System.IO.Pipes.NamedPipeClientStream"] = (Deed.Processes, Only(Make)),
        ["System.Xml.Linq.XDocument"] = (Deed.Files, ByPath("Load", "Save")),
        ["System.Xml.Linq.XElement"] = (Deed.Files, ByPath("Load", "Save")),
        ["System.Xml.XmlDocument"] = (Deed.Files, ByPath("Load", "Save")),
        ["System.Xml.XmlReader"] = (Deed.Files, ByPath("Create")),
        ["System.Xml.XmlWriter"] = (Deed.Files, ByPath("Create")),
        ["System.Net.Http.HttpClient"] = (Deed.Network, Calls()),
        ["System.Net.Http.HttpMessageInvoker"] = (Deed.Network, Calls()),
        ["System.Net.Http.Json.HttpClientJsonExtensions"] = (Deed.Network, Calls()),
        ["System.Net.Dns"] = (Deed.Network, Static()),
        ["System.Net.WebClient"] = (Deed.Network, Calls()),
        ["System.Net.WebRequest"] = (Deed.Network, Calls()),
        ["System.Net.HttpWebRequest"] = (Deed.Network, Calls()),
        ["System.Net.HttpListener"] = (Deed.Network, Calls()),
        ["System.Net.Mail.SmtpClient"] = (Deed.Network, Calls()),
        ["System.Net.NetworkInformation.Ping"] = (Deed.Network, Calls()),
        ["System.Net.NetworkInformation.NetworkInterface"] = (Deed.Network, Calls()),
        ["System.Net.Sockets.Socket"] = (Deed.Network, Calls()),
        ["System.Net.Sockets.TcpClient"] = (Deed.Network, Calls()),
        ["System.Net.Sockets.TcpListener"] = (Deed.Network, Calls()),
        ["System.Net.Sockets.UdpClient"] = (Deed.Network, Calls()),
        ["System.Net.WebSockets.ClientWebSocket"] = (Deed.Network, Calls()),
        ["System.Data.IDbConnection"] = (Deed.Network, Calls()),
        ["System.Data.IDbCommand"] = (Deed.Network, Calls()),
        ["System.Data.Common.DbConnection"] = (Deed.Network, Calls()),
        ["System.Data.Common.DbCommand"] = (Deed.Network, Calls()),
        ["System.Diagnostics.Process"] = (Deed.Processes, static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } && (member.IsStatic || member.Name is "Start" or "Kill")),
        ["System.Console"] = (Deed.Console, Static()),
        ["System.Environment"] = (Deed.Environment, AllBut("NewLine")),
        ["System.DateTime"] = (Deed.Clock, Only("Now", "UtcNow", "Today")),
        ["System.DateTimeOffset"] = (Deed.Clock, Only("Now", "UtcNow")),
        ["System.TimeProvider"] = (Deed.Clock, Only("System")),
        ["System.Diagnostics.Stopwatch"] = (Deed.Clock, static member => member is IMethodSymbol && (member.IsStatic || member.Name == Make)),
        ["System.Guid"] = (Deed.Chance, Only("NewGuid", "CreateVersion7")),
        ["System.Random"] = (Deed.Chance, static member => member.IsStatic || member.Name == Make),
        ["System.Security.Cryptography.RandomNumberGenerator"] = (Deed.Chance, Static()),
        ["System.Threading.Thread"] = (Deed.Threads, Only("Start", "UnsafeStart", "Sleep")),
        ["System.Threading.ThreadPool"] = (Deed.Threads, Static()),
        ["System.Threading.Tasks.Task"] = (Deed.Threads, Only("Run", "Start", "Delay")),
        ["System.Threading.Tasks.TaskFactory"] = (Deed.Threads, Only("StartNew")),
        ["System.Threading.Timer"] = (Deed.Threads, Only(Make)),
        ["System.Threading.PeriodicTimer"] = (Deed.Wait, Only(Make)),
        ["System.Timers.Timer"] = (Deed.Threads, Only(Make)),
    }.ToFrozenDictionary();

    /// <summary>What a member of the platform does besides computing; null where that is nothing.</summary>
    public static Deed? Of(ISymbol member)
    {
        if (member.ContainingType is not { } type || !ByType.TryGetValue(FullName(type), out var entry) || !entry.Does(member))
        {
            return null;
        }

        return member.Name is "Sleep" or "Delay" ? Deed.Wait : entry.Deed;
    }

    private static string FullName(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() + "." + type.Name;

    private static Func<ISymbol, bool> Static() => static member => member.IsStatic;

    private static Func<ISymbol, bool> Calls() => static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } && member.Name is not "Dispose";

    private static Func<ISymbol, bool> Only(params string[] names) => member => names.Contains(member.Name, StringComparer.Ordinal);

    private static Func<ISymbol, bool> AllBut(params string[] names) => member => !names.Contains(member.Name, StringComparer.Ordinal);

    // What takes a path opens it; what takes a stream or a reader does not.
    private static Func<ISymbol, bool> ByPath(params string[] names) => member =>
        names.Contains(member.Name, StringComparer.Ordinal) && member is IMethodSymbol { Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] };
}
