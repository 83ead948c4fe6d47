// source: .NET design guidelines, interfaces (https://learn.microsoft.com/dotnet/standard/design-guidelines/choosing-between-class-and-struct)
// why: members of interfaces, abstract, extern and partial ones have no body on purpose
// expect: none

using System;
using System.Runtime.InteropServices;

namespace Corpus.CarrierInterfaceOnly;

/// <summary>A carrier that parcels are booked with.</summary>
public interface ICarrier
{
    /// <summary>Cancels a booking.</summary>
    /// <param name="number">The number of the booking.</param>
    void Cancel(string number);

    /// <summary>Writes the label of a booking.</summary>
    /// <param name="number">The number of the booking.</param>
    string Label(string number);
}

internal abstract class CarrierBase : ICarrier
{
    public abstract void Cancel(string number);

    public abstract string Label(string number);

    [DllImport("labels", EntryPoint = "render_label", CharSet = CharSet.Unicode)]
    protected static extern int RenderLabel(string text, int width);
}

internal sealed partial class LocalCarrier : CarrierBase
{
    private int _cancelled;

    public override void Cancel(string number)
    {
        _cancelled++;
        OnCancelled(number, _cancelled);
    }

    public override string Label(string number) => RenderLabel(number, 80) == 0 ? number : "?";

    partial void OnCancelled(string number, int count);
}
