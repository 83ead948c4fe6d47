using Microsoft.Extensions.AI;

namespace Weir.Tests.AI;

/// <summary>A model that answers what it is told to, and keeps what it was asked.</summary>
internal sealed class FakeChatClient(params string[] answers) : IChatClient, IServiceProvider
{
    private int _asked;

    public List<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Asked { get; } = [];

    public UsageDetails? Usage { get; init; }

    public string? Model { get; init; }

    public ChatFinishReason? FinishReason { get; init; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add(([.. messages], options));
        var answer = answers[Math.Min(_asked++, answers.Length - 1)];
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)) { Usage = Usage, ModelId = Model, FinishReason = FinishReason });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    // The services of a run, with nothing but itself.
    public object? GetService(Type serviceType) => serviceType == typeof(IChatClient) ? this : null;

    public void Dispose()
    {
    }
}
