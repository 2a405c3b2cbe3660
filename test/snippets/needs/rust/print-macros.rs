// here

fn uses(number: u32) {
    println!("{number} of {}", 7);
    print!("nothing else");
}
