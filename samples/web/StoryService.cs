using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Weir.Samples.Web;

/// <summary>The service: <c>POST /runs</c> starts a run and streams its events, <c>GET /runs/{id}</c> says how it is.</summary>
public static class StoryService
{
    /// <summary>Puts it together.</summary>
    /// <param name="args">Settings such as <c>--Port 0</c> or <c>--Weir:DrainTimeout 00:00:05</c>.</param>
    /// <param name="configure">Adds services of a test.</param>
    /// <returns>The application, not started yet.</returns>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

        // Whoever can reach it can start runs, so only this machine can.
        builder.WebHost.ConfigureKestrel(static (context, kestrel) => kestrel.Listen(IPAddress.Loopback, context.Configuration.GetValue("Port", 5080)));

        // More than the DrainTimeout of Weir, so that the answers of drained runs still reach their clients.
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton<RunBook>();
        builder.Services.AddScoped<Draft>();
        builder.Services.AddWeir(builder.Configuration.GetSection("Weir"), static weir => weir
            .AddStep<OutlineStep>()
            .AddStep<WriteStep>()
            .AddPipeline<string, string>("story", static (_, story) => story
                .Then<OutlineStep, int>("outline")
                .Then<WriteStep, string>("write", static step => step.Timeout(TimeSpan.FromMinutes(1)))));
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapPost("/runs", Start);
        app.MapGet("/runs/{id}", static (string id, RunBook book) =>
            book.Find(id) is { } run ? Results.Ok(new RunAnswer(id, run.Status, run.Chunks)) : Results.NotFound());
        return app;
    }

    /// <summary>The run ends with the request: when it is done, or when the client goes away.</summary>
    private static IResult Start(
        StoryRequest request, [FromKeyedServices("story")] HostedPipeline<string, string> story, RunBook book, CancellationToken clientGone)
    {
        var followed = book.Begin();
        var running = story.RunAsync(request.Topic, new RunOptions { Id = followed.Id, Progress = followed }, clientGone).AsTask();
        if (running.IsFaulted)
        {
            // The service is stopping and takes no new runs.
            book.Forget(followed);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return TypedResults.ServerSentEvents(FollowAsync(followed, running, clientGone));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        FollowedRun followed, Task<Run<string>> running, [EnumeratorCancellation] CancellationToken clientGone)
    {
        try
        {
            await foreach (var one in followed.Events.FromAsync(0, clientGone))
            {
                if (ToItem(one) is { } item)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            using var run = await running;
        }
    }

    private static SseItem<string>? ToItem(RunEvent one) => one switch
    {
        RunStarted => new SseItem<string>(one.RunId, "started"),
        StepStarted step => new SseItem<string>(step.Path, "step"),
        AttemptRestarted again => new SseItem<string>(again.Path, "again"),
        ChunkEmitted chunk => new SseItem<string>((string)chunk.Chunk, "chunk"),
        RunEnded end => new SseItem<string>(end.Status.ToString(), "ended"),
        _ => null,
    };
}

/// <summary>What a run is asked for.</summary>
/// <param name="Topic">What the story is about.</param>
public sealed record StoryRequest(string Topic);

/// <summary>How a run is.</summary>
/// <param name="Id">The run.</param>
/// <param name="Status">Running, or how it ended.</param>
/// <param name="Chunks">How many parts it has sent.</param>
public sealed record RunAnswer(string Id, string Status, int Chunks);
