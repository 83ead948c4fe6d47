#:sdk Microsoft.NET.Sdk.Web

// Some shops answer on a free port of this machine, now and then with an error; `weir run` fetches their offers side by side,
// tries again where one fails, and writes a report. The file may call no host but the one that is allowed here.
using System.Diagnostics;
using System.Runtime.CompilerServices;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
await using var app = builder.Build();
var calls = 0;
app.MapGet("/shops/{shop}/offers", (string shop) => Interlocked.Increment(ref calls) % 4 == 0
    ? Results.StatusCode(503)
    : Results.Json(new
    {
        shop,
        offers = Enumerable.Range(1, 5).Select(i => new { name = $"{shop} lamp {i}", price = (shop.Length * i % 7) + (i * 2) }),
    }));
await app.StartAsync();

var server = new Uri(app.Urls.First());
var folder = Folder();
using var weir = Process.Start(new ProcessStartInfo("dotnet")
{
    ArgumentList =
    {
        "run", "--project", Path.Combine(folder, "..", "src", "Weir.Cli"), "-c", "Release", "--",
        "run", Path.Combine(folder, "workflows", "fetch-report", "fetch-report.weir.yaml"),
        "--input", $"server={server.GetLeftPart(UriPartial.Authority)}", "--allow", $"http={server.Authority}",
    },
})!;
await weir.WaitForExitAsync();
if (weir.ExitCode != 0)
{
    return weir.ExitCode;
}

Console.WriteLine($"\n{calls} calls were made; the report:\n");
Console.WriteLine(await File.ReadAllTextAsync(Path.Combine(folder, "workflows", "fetch-report", "out", "report.md")));
return 0;

static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
