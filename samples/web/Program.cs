// A service that streams what a run makes while it runs. Start it with dotnet run --project samples/web, and ask it with
//
//   curl -N http://127.0.0.1:5080/runs --json '{"topic": "rivers"}'
//
// End curl, and the run is cancelled; end the service (Ctrl+C), and it lets the run end first.
using Weir.Samples.Web;

await using var app = StoryService.Build(args);
await app.RunAsync();
