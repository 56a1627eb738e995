using CxOne.Studio.Comparison;
using CxOne.Studio.Graph;
using CxOne.Studio.Model;
using CxOne.Studio.Reading;
using CxOne.Tests.Studio.Support;
using CxOne.Tests.Support;
using Xunit.Abstractions;

namespace CxOne.Tests.Studio.Comparison;

public sealed class ScriptComparerTests(ITestOutputHelper output)
{
    [Fact]
    public void Messages_are_those_of_the_snapshot() => MessageSnapshot.Verify(typeof(ComparisonMessages));

    [Fact]
    public void A_digit_that_reaches_another_queue_is_seen_by_what_the_caller_gets()
    {
        var comparison = Compare(Menu(), Menu("Support"));

        var ending = Assert.Single(comparison.Endings);
        Assert.Equal("\u20182\u2019 \u2192 Billing now reaches Support", ending.Text);
        var change = Assert.Single(comparison.Changes);
        Assert.Equal((ScriptChangeKinds.PropertyChanged, 4, "Skill", "Billing", "Support"),
            (change.Kind, change.ActionId, change.Name, change.Before, change.After));
    }

    [Fact]
    public void Layout_comments_and_the_order_of_the_editor_are_no_differences()
    {
        var script = Menu().Add(50, "ANNOTATION", ("Comments", "old")).Build();
        var other = new StudioScript(script.Header, script.Actions.Where(action => action.Id != 50).Select(action => new ScriptAction
        {
            Id = action.Id, Name = action.Name, Caption = action.Caption, LibraryId = action.LibraryId.ToLowerInvariant(),
            DependencyOrder = "77",
            Properties = [.. action.Properties.Select(property => property.Name == "Phrase" ? property with { Value = "other" }
                : property)],
            Branches = [.. action.Branches.Reverse()],
        }));

        Assert.True(ScriptComparer.Compare(new ScriptGraph(script), new ScriptGraph(other)).IsSame);
    }

    [Fact]
    public void Two_wires_with_one_label_are_compared_in_their_order()
    {
        ScriptBuilder Twice(int second) => new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU").Add(3, "HANGUP").Add(4, "HANGUP")
            .Wire(1, "", 2).Wire(2, "1", 3).Wire(2, "1", second).Wire(2, "", 3, BranchKind.Free).Wire(2, "", 4);

        Assert.True(Compare(Twice(4), Twice(4)).IsSame);
        Assert.Equal(ScriptChangeKinds.BranchMoved, Assert.Single(Compare(Twice(4), Twice(3)).Changes).Kind);
    }

    [Fact]
    public void Every_kind_of_change_is_named()
    {
        var before = Menu().Wire(2, "3", 5);
        var after = Menu().Add(6, "PLAY", "News", ("Sequence", "\"P\\News.wav\"")).Wire(6, "", 5).Wire(2, "4", 6).Header("status", "Draft");
        var renamed = new StudioScript(after.Build().Header,
            after.Build().Actions.Where(action => action.Id != 3).Select(action => action.Id == 5
            ? new ScriptAction { Id = 5, Name = "HANGUP", Caption = "Good bye", LibraryId = action.LibraryId } : action));
        var comparison = ScriptComparer.Compare(new ScriptGraph(before.Build()), new ScriptGraph(renamed));
        output.WriteLine(string.Join('\n', comparison.Changes));

        Assert.Equal(
            [
                ScriptChangeKinds.ActionAdded, ScriptChangeKinds.ActionRemoved, ScriptChangeKinds.BranchAdded,
                ScriptChangeKinds.BranchMoved,
                ScriptChangeKinds.BranchRemoved, ScriptChangeKinds.CaptionChanged, ScriptChangeKinds.HeaderChanged,
            ],
            comparison.Changes.Select(change => change.Kind).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(comparison.NewFindings, finding => finding.Rule == "CXS017" && finding.ActionId == 2);
    }

    [Fact]
    public void A_script_that_was_drawn_anew_with_other_ids_is_the_same()
    {
        var before = Menu().Build();
        var after = new StudioScript(before.Header, before.Actions.Select(action => new ScriptAction
        {
            Id = action.Id % 5 + 1, Name = action.Name, Caption = action.Caption, LibraryId = action.LibraryId,
            Properties = action.Properties,
            Branches = [.. action.Branches.Select(branch => branch with { To = branch.To % 5 + 1 })],
        }));

        Assert.True(ScriptComparer.Compare(new ScriptGraph(before), new ScriptGraph(after)).IsSame);
    }

    [Fact]
    public void A_cut_wire_is_seen_in_the_ending_the_change_and_the_findings()
    {
        var cut = new StudioScript(Menu().Build().Header, Menu().Build().Actions.Select(action => action.Id != 2 ? action : new ScriptAction
        {
            Id = 2, Name = "MENU", Caption = action.Caption, LibraryId = action.LibraryId, Properties = action.Properties,
            Branches = [.. action.Branches.Where(branch => branch.Kind != BranchKind.Default)],
        }));
        var comparison = ScriptComparer.Compare(new ScriptGraph(Menu().Build()), new ScriptGraph(cut));
        output.WriteLine(string.Join('\n', comparison.Endings));

        Assert.Contains(comparison.Endings, ending => ending.Before == "hangup"
            && ending.After.StartsWith("stuck at MENU 2", StringComparison.Ordinal));
        Assert.Equal(["CXS001", "CXS018"], comparison.NewFindings.Select(finding => finding.Rule));
        Assert.Equal(ScriptChangeKinds.BranchRemoved, Assert.Single(comparison.Changes).Kind);
    }

    [Fact]
    public void A_path_that_is_joined_with_another_in_one_version_is_compared_too()
    {
        // In the first version both digits reach the same second menu; in the second, '2' has a menu of its own.
        ScriptBuilder Two(bool own) => new ScriptBuilder().Add(1, "BEGIN").Add(2, "MENU", "First")
            .Add(3, "MENU", "Second", ("Variable", "second")).Add(4, "MENU", "Third", ("Variable", "second"))
            .Add(5, "REQAGENT", "A", ("Skill", "A")).Add(6, "REQAGENT", "B", ("Skill", "B")).Add(7, "HANGUP")
            .Wire(1, "", 2).Wire(2, "1", 3).Wire(2, "2", own ? 4 : 3).Wire(2, "", 7).Wire(3, "1", 5).Wire(3, "", 7).Wire(4, "1", 6)
            .Wire(4, "", 7);
        var ending = Assert.Single(Compare(Two(false), Two(true)).Endings);

        Assert.Equal("2 1, queued A, queued B", $"{string.Join(' ', ending.Input)}, {ending.Before}, {ending.After}");
    }

    [Fact]
    public void New_and_removed_scripts_are_named()
    {
        var graph = new ScriptGraph(Menu().Build());

        Assert.Equal(ScriptChangeKinds.ScriptAdded, Assert.Single(ScriptComparer.Compare(null, graph).Changes).Kind);
        Assert.Equal(ScriptChangeKinds.ScriptRemoved, Assert.Single(ScriptComparer.Compare(graph, null).Changes).Kind);
        Assert.Throws<ArgumentException>(() => ScriptComparer.Compare(null, null));
    }

    [Fact]
    public void Markdown_holds_no_markup_of_the_script()
    {
        var text = ScriptComparisonMarkdown.Write([Compare(Menu("<img src=x> | `a` @all\n# b"), Menu("Support")), Compare(Menu(), Menu())]);
        output.WriteLine(text);

        Assert.Contains("## Test", text, StringComparison.Ordinal);
        Assert.Contains("### Callers", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@all", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# b", text, StringComparison.Ordinal);
        Assert.EndsWith("1 script is unchanged in what it does.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_forms_of_a_file_are_the_same_script()
    {
        var script = Menu().Build();
        var file = ScriptReader.Read(ScriptWriter.WriteFile(script), "Test.json");

        Assert.True(ScriptComparer.Compare(new ScriptGraph(script), new ScriptGraph(file)).IsSame);
    }

    private static ScriptComparison Compare(ScriptBuilder before, ScriptBuilder after)
        => ScriptComparer.Compare(new ScriptGraph(before.Build()), new ScriptGraph(after.Build()));

    private static ScriptBuilder Menu(string skill = "Billing") => new ScriptBuilder()
        .Add(1, "BEGIN").Add(2, "MENU", "Main menu", ("Sequence", "\"P\\Menu.wav\"")).Add(3, "REQAGENT", "Sales", ("Skill", "Sales"))
        .Add(4, "REQAGENT", "Billing", ("Skill", skill)).Add(5, "HANGUP", "Bye").Chain(1, 2).Wire(2, "1", 3).Wire(2, "2", 4).Wire(2, "", 5);
}
