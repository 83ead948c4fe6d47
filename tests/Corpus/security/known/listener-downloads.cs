// source: CWE-22 (https://cwe.mitre.org/data/definitions/22.html)
// why: what a request or a person at the console says comes from outside, also in code that is not public
// expect: security/path-traversal 23
// expect: security/command-injection 33

using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using System.Net;

namespace Corpus.ListenerDownloads;

internal sealed class Downloads(HttpListener listener)
{
    private const string Folder = "/srv/downloads";

    public async Task ServeOneAsync(CancellationToken cancellationToken)
    {
        var context = await listener.GetContextAsync().WaitAsync(cancellationToken);
        var name = context.Request.QueryString["file"] ?? "index.html";
        var bytes = await File.ReadAllBytesAsync(Folder + "/" + name, cancellationToken);
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes, cancellationToken);
        context.Response.Close();
    }

    public int Remove()
    {
        Console.Write("Which customer? ");
        var customer = Console.ReadLine();
        using var process = Process.Start("bash", $"-c \"rm -r {Folder}/{customer}\"");
        process.WaitForExit();
        return process.ExitCode;
    }
}
