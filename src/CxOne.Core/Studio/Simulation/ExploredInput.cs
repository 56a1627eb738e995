namespace CxOne.Studio.Simulation;

/// <summary>An input or a choice, linked to the one before.</summary>
internal sealed record ExploredInput(ExploredInput? Before, string Text, bool IsChoice)
{
    public static IReadOnlyList<string> List(ExploredInput? last, bool isChoice)
    {
        List<string> list = [];
        for (; last is not null; last = last.Before)
        {
            if (last.IsChoice == isChoice)
            {
                list.Add(last.Text);
            }
        }

        list.Reverse();
        return list;
    }
}
