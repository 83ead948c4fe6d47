using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Weir.AI;

/// <summary><c>ai.chat</c>: one question to the <see cref="IChatClient"/> among the services of the run. What a model writes is data: it is handed on, and nothing in it is followed or evaluated.</summary>
/// <param name="price">What a call costs; null: nothing.</param>
internal sealed class AIChatStep(Func<ChatCall, decimal>? price) : StepType(
    "ai.chat",
    "Asks a model, and gives what it answers.",
    new StepParameter("prompt", ValueShape.Text, "What it is asked.") { IsRequired = true },
    new StepParameter("model", ValueShape.Text, "The name of the model; default that of the client."),
    new StepParameter("system", ValueShape.Text, "What it is told before, such as how to answer; default nothing."),
    new StepParameter("schema", ValueShape.AnyMap, "The JSON Schema of the answer, which is sent to the model and which the answer is held against; default none, any text."))
{
    private static readonly ValueShape UsageShape = ValueShape.MapOf(
        ("input-tokens", ValueShape.WholeNumber), ("output-tokens", ValueShape.WholeNumber), ("cost", ValueShape.Number));

    public override bool IsMetered => true;

    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("text", ValueShape.Text), ("json", ValueShape.Any), ("usage", UsageShape));

    public override IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals)
    {
        if (literals.GetValueOrDefault("schema") is IReadOnlyDictionary<string, object?> schema && AnswerSchema.Problem(schema) is { } problem)
        {
            yield return ("schema", problem);
        }
    }

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        if (context.Services?.GetService(typeof(IChatClient)) is not IChatClient client)
        {
            return context.Fail<object?>("ai.chat has no model to ask; register an IChatClient with the services of the run.");
        }

        AnswerSchema? schema = null;
        if (arguments.Has("schema"))
        {
            var map = arguments.Map("schema");
            if (AnswerSchema.Problem(map) is { } problem)
            {
                return context.Fail<object?>(problem);
            }

            schema = await AnswerSchema.ReadAsync(map, context.CancellationToken).ConfigureAwait(false);
        }

        var response = await client.GetResponseAsync(Messages(arguments), Options(arguments, schema), context.CancellationToken).ConfigureAwait(false);
        var usage = UsageOf(response, arguments);

        // Before the answer is looked at: one that is of no use was paid for all the same.
        context.AddUsage(usage);
        if (schema is null)
        {
            return Output(response.Text, null, usage);
        }

        var (json, reason) = await schema.ReadAnswerAsync(response.Text, context.CancellationToken).ConfigureAwait(false);
        if (reason is not null)
        {
            var isCut = response.FinishReason == ChatFinishReason.Length ? " It was cut off at the greatest length that the model may write." : "";
            return context.Fail<object?>($"The answer of the model does not keep to 'schema': {reason}{isCut}");
        }

        return Output(response.Text, json, usage);
    }

    private static List<ChatMessage> Messages(StepArguments arguments)
    {
        var messages = new List<ChatMessage>();
        if (arguments.Has("system"))
        {
            messages.Add(new ChatMessage(ChatRole.System, arguments.Text("system")));
        }

        messages.Add(new ChatMessage(ChatRole.User, arguments.Text("prompt")));
        return messages;
    }

    private static ChatOptions Options(StepArguments arguments, AnswerSchema? schema) => new()
    {
        ModelId = arguments.Has("model") ? arguments.Text("model") : null,
        ResponseFormat = schema is null ? null : ChatResponseFormat.ForJsonSchema(schema.Json, "answer"),
    };

    private Usage UsageOf(ChatResponse response, StepArguments arguments)
    {
        var call = new ChatCall(
            response.ModelId ?? (arguments.Has("model") ? arguments.Text("model") : null),
            Math.Max(0, response.Usage?.InputTokenCount ?? 0),
            Math.Max(0, response.Usage?.OutputTokenCount ?? 0));
        return new Usage(call.InputTokens, call.OutputTokens, price?.Invoke(call) ?? 0);
    }

    private static OrderedDictionary<string, object?> Output(string text, object? json, Usage usage) => new()
    {
        ["text"] = text,
        ["json"] = json,
        ["usage"] = new OrderedDictionary<string, object?>
        {
            ["input-tokens"] = usage.InputTokens,
            ["output-tokens"] = usage.OutputTokens,
            ["cost"] = (double)usage.Cost,
        },
    };
}
